import fc from 'fast-check';
import { type AnalysedLog, summarize } from '../../../src/logs/analysis/summarize.ts';
import { Tally } from '../../../src/logs/analysis/tally.ts';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';

export const START = Date.UTC(2026, 10, 2, 9);
export const MINUTE = 60_000;

export const OWNERS = '/crm/owners/v3/A-7001';
export const TICKETS = '/crm/v3/objects/tickets/57000001';

/** Epoch milliseconds so many minutes after nine. */
export const minutes = (count: number): number => START + count * MINUTE;
/** The same as it is told. */
export const told = (count: number): string => new Date(minutes(count)).toISOString();

export const call = (status: number, minute?: number, more: ApiCall = {}): ApiCall => ({
  method: 'GET',
  path: TICKETS,
  status,
  ...(minute !== undefined && { at: minutes(minute) }),
  ...more,
});

export function tallyOf(calls: readonly ApiCall[]): Tally {
  const tally = new Tally();
  for (const each of calls) tally.add(each);
  return tally;
}

export const analysed = (calls: readonly ApiCall[]): AnalysedLog => summarize(tallyOf(calls), [], 0);

let answers = 0;

/** A 403 as HubSpot words it, each with a correlation id of its own. */
export function scopesBody(
  names: readonly string[],
  sentence = 'One or more of the following scopes are required.',
): string {
  answers += 1;
  return JSON.stringify({
    status: 'error',
    message: "This app hasn't been granted all required scopes to make this call.",
    correlationId: `00000000-0000-4000-8000-${String(answers).padStart(12, '0')}`,
    errors: [{ message: sentence, context: { requiredGranularScopes: names } }],
    category: 'MISSING_SCOPES',
  });
}

export const limitBody = (policyName: string): string =>
  JSON.stringify({
    status: 'error',
    message: 'You have reached a limit.',
    errorType: 'RATE_LIMIT',
    policyName,
  });

const bodies = fc.constantFrom(
  undefined,
  '',
  '<html>Forbidden</html>',
  '{"status":"error","message":"Something els',
  scopesBody(['crm.objects.owners.read']),
  scopesBody(['tickets', 'crm.objects.tickets.read']),
  scopesBody(['files', 'files.ui_hidden.read'], 'All of the following scopes are required.'),
  '{"category":"GATED","message":"not in your plan"}',
  '{"category":"EXPIRED_AUTHENTICATION","message":"expired 3 second(s) ago"}',
  limitBody('DAILY'),
  limitBody('SECONDLY'),
);

const paths = fc.constantFrom(
  OWNERS,
  '/crm/v3/owners/7?idProperty=userId',
  TICKETS,
  '/crm/v3/objects/contacts/search',
  'https://api.hubapi.com/conversations/v3/conversations/threads/12/messages',
  '/account-info/v3/details',
);

/** A call as a log of a few hours holds it, all of them with a time that can be one. */
export const timedCalls: fc.Arbitrary<ApiCall> = fc.record(
  {
    method: fc.constantFrom('GET', 'POST', 'PATCH'),
    path: paths,
    status: fc.constantFrom(200, 200, 200, 201, 401, 401, 403, 404, 429, 429, 500, 502),
    at: fc.integer({ min: 0, max: 200 }).map((seconds) => START + seconds * 20_000),
    durationMs: fc.oneof(fc.nat(30_000), fc.double({ min: 0, max: 500, noNaN: true })),
    category: fc.constantFrom('MISSING_SCOPES', 'Rate limits', 'DAILY', 'whatever 7'),
    body: bodies,
  },
  { requiredKeys: ['method', 'path', 'status', 'at'] },
) as fc.Arbitrary<ApiCall>;

/** A call that may lack anything, or hold what cannot be. */
export const anyCalls: fc.Arbitrary<ApiCall> = fc.oneof(
  timedCalls,
  fc.record(
    {
      method: fc.oneof(fc.constantFrom('GET', 'POST'), fc.string()),
      path: fc.oneof(paths, fc.webUrl({ withQueryParameters: true }), fc.string()),
      status: fc.oneof(
        fc.integer({ min: -1, max: 1000 }),
        fc.constantFrom(200, 401, 403, 429, 403.5, Number.NaN),
      ),
      at: fc.oneof(fc.double(), fc.integer(), fc.constant(START), fc.constant(8.64e15)),
      durationMs: fc.double(),
      category: fc.string(),
      body: fc.oneof(
        bodies.map((body) => body ?? ''),
        fc.string(),
        fc.json(),
      ),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<ApiCall>,
);
