import { expect, it } from 'vitest';
import { EvidenceFailure } from '../../src/core/evidence.ts';
import { createJsonApi } from '../../src/wire/json-api.ts';
import type { WireRequest } from '../../src/wire/request.ts';

const asked: string[] = [];
const api = createJsonApi(
  {
    clock: { now: () => 0 },
    send: async ({ url }: WireRequest) => {
      asked.push(String(url));
      return { status: 200, headers: {}, body: '{}', destination: { host: 'a.test', route: 'GET /' } };
    },
  },
  'https://a.test/base/',
);

it.each(['/threads/1/messages/..', '/threads/./messages', '/threads/../owners?x=1'])(
  'sends nothing to %s, which would be another route',
  async (path) => {
    await expect(api({ path })).rejects.toThrow(EvidenceFailure);
    expect(asked).toEqual([]);
  },
);

it('takes dots within a name and in the query as they are', async () => {
  await api({ path: '/projects/a..b/.hidden?after=../x' });
  expect(asked).toEqual(['https://a.test/base/projects/a..b/.hidden?after=../x']);
});
