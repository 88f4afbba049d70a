import { describe, expect, it } from 'vitest';
import type { JsonRequest } from '../../src/wire/json-api.ts';
import { NotARead, readingOnly } from './asked.ts';

const ANSWER = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"id":"8243595013","text":"Where is my order?"}',
  destination: { host: 'api.hubapi.com', route: 'GET /' },
};

const WRITES: readonly JsonRequest[] = [
  { path: '/crm/v3/objects/tickets', body: {} },
  { path: '/crm/v3/objects/contacts/search', method: 'PUT', body: {} },
  { path: '/conversations/v3/conversations/threads/1', method: 'DELETE' },
  { path: '/conversations/v3/conversations/threads/1', method: 'PATCH', body: { status: 'CLOSED' } },
  { path: '/conversations/conversations/v3/threads/1/assignee', method: 'PUT', body: {} },
  { path: '/webhooks/v3/1/subscriptions?path=/crm/v3/objects/contacts/search', body: {} },
];

describe('what is asked', () => {
  it.each(WRITES)('is never $method $path', async (request) => {
    const sent: JsonRequest[] = [];
    const api = readingOnly(
      async (one) => {
        sent.push(one);
        return ANSWER;
      },
      () => {},
    );
    await expect(api(request)).rejects.toThrow(NotARead);
    expect(sent).toEqual([]);
  });

  it('is told without ids and texts', async () => {
    const seen: unknown[] = [];
    const api = readingOnly(
      async () => ANSWER,
      (one) => seen.push(one),
    );
    await api({ path: '/crm/owners/v3/A-7001?limit=1' });
    await api({ path: '/dfs/v1/projects/acme-support/builds/4/archive-full' });
    expect(seen).toEqual([
      expect.objectContaining({ call: 'GET /crm/owners/v3/A-<n>', body: { id: 'digits', text: 'text' } }),
      expect.objectContaining({ call: 'GET /dfs/v1/<project>/builds/4/archive-full' }),
    ]);
  });
});
