import { describe, expect, it } from 'vitest';
import { foldPath } from '../../src/wire/call-record.ts';

describe('foldPath', () => {
  it.each([
    ['/crm/v3/owners/?limit=1', '/crm/v3/owners'],
    ['/', '/'],
    ['/crm/v3/owners/7001?idProperty=userId', '/crm/v3/owners/{id}'],
    ['/conversations/v3/conversations/actors/A-7001', '/conversations/v3/conversations/actors/{id}'],
    ['/conversations/v3/conversations/actors/S-hubspot', '/conversations/v3/conversations/actors/{id}'],
    ['/account-info/2026-03/details', '/account-info/2026-03/details'],
    ['/oauth/v2/private-apps/get/access-token-info', '/oauth/v2/private-apps/get/access-token-info'],
    ['/crm/v3/objects/contacts/jo%40example.test', '/crm/v3/objects/contacts/{id}'],
    ['/chat/sessions/00000000-0000-0000-0000-000000000000', '/chat/sessions/{id}'],
    [`/x/${'a'.repeat(41)}`, '/x/{id}'],
  ])('folds %s', (path, folded) => {
    expect(foldPath(path)).toBe(folded);
  });
});
