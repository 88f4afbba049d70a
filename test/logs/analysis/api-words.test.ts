import { describe, expect, it, test } from 'vitest';
import { categoryNameIn, isScopeName } from '../../../src/logs/analysis/api-words.ts';

describe('a category', () => {
  it.each([
    'MISSING_SCOPES',
    'USER_DOES_NOT_HAVE_PERMISSIONS',
    'INVALID_AUTHENTICATION',
    'EXPIRED_AUTHENTICATION',
    'GATED',
    'BANNED',
    'RATE_LIMIT',
    'RATE_LIMITS',
    'DAILY',
    'TEN_SECONDLY_ROLLING',
    'SECONDLY',
    'VALIDATION_ERROR',
    'OBJECT_NOT_FOUND',
    'CONFLICT',
  ])('that HubSpot documents is known however a column spells it: %s', (name) => {
    const words = name.toLowerCase().replaceAll('_', ' ');
    const first = words.slice(0, 1).toUpperCase() + words.slice(1);
    for (const spelled of [
      name,
      ` ${words} `,
      first,
      words.replaceAll(' ', '-'),
      words.replaceAll(' ', ' - '),
    ])
      expect(categoryNameIn(spelled)).toBe(name);
  });

  it('that nobody documents is taken as HubSpot writes names alone', () => {
    expect(categoryNameIn('WRONG_HUBLET')).toBe('WRONG_HUBLET');
    for (const other of [
      'Wrong hublet',
      'WRONG__HUBLET',
      'Jo Example',
      'A',
      'PAT_NA',
      'ABCDEFABCDEFABCDEF',
      '',
    ])
      expect(categoryNameIn(other)).toBeNull();
  });
});

test('a scope is words between dots, each of which may be printed', () => {
  for (const scope of ['tickets', 'crm.objects.owners.read', 'crm.objects.contacts.sensitive.read.v2'])
    expect(isScopeName(scope)).toBe(true);
  for (const other of [
    'crm.objects.a1b2',
    'a1b2.objects',
    'crm..read',
    'Crm.read',
    'crm.read.',
    'jo@example.test',
    '',
  ])
    expect(isScopeName(other)).toBe(false);
});
