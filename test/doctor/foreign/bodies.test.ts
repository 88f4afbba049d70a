/** One answer that is not HubSpot's, or not OpenCX's: what rests on it is not told, and all else is as it was. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../checks/index.ts';
import type { Report, ReportEvidence } from '../../../src/core/report.ts';
import { LARGEST_BODY } from '../../../src/wire/request.ts';
import { PROOF } from '../../support/proof.ts';
import { expectNothingNew } from './nothing-new.ts';
import { type Answer, accusedIn, type Change, PortalInProcess } from './portal-in-process.ts';

type Bad = [string, Partial<Answer>];

const packed = (encoding: string, body: Uint8Array): Partial<Answer> => ({
  headers: { 'content-encoding': encoding },
  body,
});
const cut = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2);
const PLAIN = Buffer.from(JSON.stringify({ results: [{ id: '1' }] }));

const BODIES: Bad[] = [
  ['a web page', { body: '<html>Sign in to the network</html>' }],
  ['nothing', { body: '' }],
  ["somebody else's JSON", { body: '{"ok":true}' }],
  ['an empty list', { body: '[]' }],
  ['null', { body: 'null' }],
  ['a text', { body: '"hello"' }],
  ['half a document', { body: '{"results":[{"id":' }],
  ['brackets in brackets', { body: `{"results":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }],
  ['what is no UTF-8', { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }],
  ['gzip that is none', packed('gzip', Buffer.from('not packed at all'))],
  ['gzip that is cut off', packed('gzip', cut(gzipSync(PLAIN)))],
  ['brotli that is cut off', packed('br', cut(brotliCompressSync(PLAIN)))],
  ['a packing that nobody knows', packed('compress', gzipSync(PLAIN).subarray(1))],
  ['more than is held in memory', packed('gzip', gzipSync(Buffer.alloc(LARGEST_BODY + 1)))],
];

const REFUSALS: Bad[] = [401, 403, 404, 429, 488].flatMap((status): Bad[] => [
  [`${status} with a web page`, { status, body: '<html>No</html>' }],
  [`${status} with nothing`, { status, body: '' }],
  [`${status} with a gateway's JSON`, { status, body: '{"message":"Unauthorized"}' }],
]);

const BAD = [...BODIES, ...REFUSALS];

const FEW = [
  'hubspot POST /oauth/v2/private-apps/get/access-token-info',
  'hubspot GET /conversations/v3/conversations/threads/{threadId}/messages',
  'opencx GET /chat/sessions/{sessionId}',
];
const MORE = [
  'hubspot GET /account-info/v3/details',
  'hubspot GET /account-info/v3/api-usage/daily/private-apps',
  'hubspot GET /crm/v3/owners',
  'hubspot GET /crm/v3/owners/{ownerId}',
  'hubspot GET /conversations/v3/conversations/threads/{threadId}',
  'hubspot GET /conversations/v3/conversations/channel-accounts/{channelAccountId}',
  'hubspot GET /conversations/v3/conversations/actors/{actorId}',
  'hubspot GET /crm/v3/objects/tickets/{objectId}',
  'hubspot GET /crm/v3/objects/contacts/{objectId}',
  'hubspot GET /crm/v3/pipelines/tickets',
  'hubspot POST /crm/v3/objects/contacts/search',
];

const KEY_ROUTES_FEW = [
  'hubspot POST /localdevauth/v1/auth/refresh',
  'hubspot GET /dfs/v1/projects/{name}/builds/{buildId}/archive-full',
];
const KEY_ROUTES_MORE = [
  'hubspot GET /apps-dev/external/public/v3/{appId}/full',
  'hubspot GET /developer/projects/v1',
  'hubspot GET /dfs/v1/projects/{name}/builds',
  'hubspot POST /localdevauth/v1/auth/install-info',
];

/** Where each route is asked for; what is wrong there anyway is no accusation of the answer's. */
const PLACES = [
  { name: 'healthy-email', few: FEW, more: MORE },
  { name: 'healthy-project-app', few: KEY_ROUTES_FEW, more: KEY_ROUTES_MORE },
  { name: 'project-not-released', few: [], more: ['hubspot GET /dfs/v1/projects/{name}/releases'] },
  {
    name: 'healthy-key-without-rights',
    few: [],
    more: ['hubspot GET /webhooks/v3/{appId}/settings', 'hubspot GET /webhooks/v3/{appId}/subscriptions'],
    // It is only tried, and gives way to the next source in any case.
    isTried: true,
  },
  { name: 'receiver-slow', few: ['hubspot POST /developers/logs/search/{appId}'], more: [] },
].filter(({ few }) => PROOF || few.length > 0);

describe.each(PLACES)('in $name', async ({ name, few, more, isTried = false }) => {
  const portal = await PortalInProcess.load(name);
  const before = await portal.examine();
  const known = accusedIn(before);

  const routes = PROOF ? [...few, ...more] : few;

  describe.each(routes.map((route, number) => ({ route, number })))(
    'in the place of $route',
    ({ route, number }) => {
      // Each comes once in each place, in one route or another; with PROOF, in each of them.
      const tried = BAD.filter((_, at) => PROOF || at % routes.length === number);

      test.each(tried)('%s', async (_what, bad) => {
        let asked = 0;
        const instead: Change = (_, answer, pattern) => {
          if (pattern !== route) return answer;
          asked += 1;
          return { ...answer, ...bad };
        };
        const after = await portal.examine(instead);

        expect(asked).toBeGreaterThan(0);
        expectNothingNew("doctor: one answer that is not the service's own", after, known);
        const touched = factsTouched(after, before);
        if (!isTried) expect(touched).not.toEqual([]);
        const untouched = CHECKS.filter((check) => !restsOn(check.id, touched));
        for (const { id } of untouched) expect(toldOf(after, id)).toEqual(toldOf(before, id));
      });
    },
  );
});

/** Facts that are not told any more, because the answer could not be read, or are told by somebody else. */
function factsTouched({ evidence }: Report, before: Report): string[] {
  const told = (item: ReportEvidence | undefined) => `${item?.outcome} ${item?.source}`;
  const touched = Object.entries(evidence).filter(([key, item]) => told(item) !== told(before.evidence[key]));
  for (const [key, { error }] of touched) if (error) expect(error.kind, key).toBe('parse');
  return touched.map(([key]) => key);
}

/** Whether a check looks at one of the facts, itself or by what it comes after. */
function restsOn(id: string, facts: readonly string[]): boolean {
  const check = CHECKS.find((each) => each.id === id);
  const looksAt: readonly string[] = [...(check?.needs ?? []), ...(check?.uses ?? [])];
  return (
    looksAt.some((key) => facts.includes(key)) || (check?.after ?? []).some((each) => restsOn(each, facts))
  );
}

function toldOf({ checks }: Report, id: string) {
  const { durationMs: _durationMs, ...told } = checks[id] ?? { durationMs: 0 };
  return told;
}
