/**
 * The same answer to everything that is asked, or to all but some of it: a wrong base address, a mock that emulates a part, a
 * gateway, a sign-in page. What it looks like may be HubSpot's own form, and it says nothing of the portal all the same.
 */
import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { PROOF } from '../../support/proof.ts';
import { expectNothingNew } from './nothing-new.ts';
import { type Answer, accusedIn, PortalInProcess } from './portal-in-process.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const json = (status: number, body: unknown): Answer => ({
  status,
  headers: JSON_TYPE,
  body: JSON.stringify(body),
});

const ID = '00000000-0000-4000-8000-000000000002';
const OWN_404 = json(404, { status: 'error', message: 'resource not found', correlationId: ID });
const OBJECT_404 = json(404, {
  status: 'error',
  message: 'Object not found.',
  correlationId: ID,
  category: 'OBJECT_NOT_FOUND',
});
const UNPARSED = json(400, {
  status: 'error',
  message: 'Unable to parse value for path parameter: id',
  correlationId: ID,
});
const GATEWAY = json(404, { statusCode: 404, message: 'Not Found', error: 'Not Found' });

/** OpenCX documents this very form for a key that it refuses, so nothing tells a gateway's from its own. */
const OF_OPENCX = "a gateway's 401, in the form of OpenCX's";

const FEW: [string, Answer][] = [
  ["HubSpot's own 404", OWN_404],
  ['a path parameter that cannot be read', UNPARSED],
  ["a gateway's 404, in the form of OpenCX's", GATEWAY],
  ['200 that says error', json(200, { status: 'error', message: 'Something went wrong' })],
  ['an empty page', json(200, { results: [] })],
];
const MORE: [string, Answer][] = [
  ["HubSpot's own 404 of an object", OBJECT_404],
  [OF_OPENCX, json(401, { statusCode: 401, message: 'Unauthorized' })],
  [
    "a gateway's 401 in HubSpot's words without its marks",
    json(401, { status: 'error', message: 'Unauthorized' }),
  ],
  [
    '200 with a page',
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' },
  ],
  ['200 with nothing', { status: 200, headers: JSON_TYPE, body: '' }],
  ['204', { status: 204, headers: {}, body: '' }],
  ['an empty object', json(200, {})],
  [
    'a redirect to a sign-in page',
    { status: 302, headers: { location: 'https://login.example.test/' }, body: '' },
  ],
  [
    'a limit',
    json(429, { status: 'error', message: 'You have reached your secondly limit.', policyName: 'SECONDLY' }),
  ],
  ['502 with a page', { status: 502, headers: {}, body: '<html>Bad gateway</html>' }],
  ['503 in HubSpot’s form', json(503, { status: 'error', message: 'Unavailable', correlationId: ID })],
];

/** What of the portal is still emulated. */
const LEFT: [string, RegExp][] = [
  ['nothing', /^$/],
  ['the introspection alone', /access-token-info/],
  ['introspection and details', /access-token-info|account-info\/v3\/details/],
  [
    'introspection, details and scope reads',
    /access-token-info|account-info|crm\/v3\/objects\/\w+$|crm\/v3\/owners$/,
  ],
];

const EVERYWHERE = 'doctor: the same foreign answer to all that is asked, or to all but some of it';

const portal = await PortalInProcess.load('healthy-email');
const known = accusedIn(await portal.examine());

const examine = (answer: Answer, left: RegExp, service: RegExp): Promise<Report> =>
  portal.examine((_, right, route) => (service.test(route) && !left.test(route) ? answer : right));

describe.each(PROOF ? [...FEW, ...MORE] : FEW)('%s', (what, answer) => {
  test.each(LEFT)('to all that HubSpot is asked but %s accuses nobody', async (_what, left) => {
    const report = await examine(answer, left, /^hubspot/);
    expectNothingNew(EVERYWHERE, report, known);
  });

  test.skipIf(what === OF_OPENCX)('to all that OpenCX is asked accuses nobody', async () => {
    const report = await examine(answer, /^$/, /^opencx/);
    expectNothingNew(EVERYWHERE, report, known);
  });
});

describe("HubSpot's own 404 for one thing", () => {
  test.each([
    ['GET /conversations/v3/conversations/threads/{threadId}'],
    ['GET /conversations/v3/conversations/threads/{threadId}/messages'],
    ['GET /conversations/v3/conversations/actors/{actorId}'],
    ['GET /conversations/v3/conversations/channel-accounts/{channelAccountId}'],
    ['GET /crm/v3/owners/{ownerId}'],
    ['GET /crm/v3/objects/contacts/{objectId}'],
    ['GET /crm/v3/objects/tickets/{objectId}'],
  ])('%s', async (route) => {
    const report = await portal.examine((_, right, asked) =>
      asked === `hubspot ${route}` ? OWN_404 : right,
    );
    expect(accusedIn(report).filter((id) => !known.includes(id))).toEqual([]);
  });

  test('a conversation and its messages', async () => {
    const report = await portal.examine((_, right, asked) =>
      asked.startsWith('hubspot GET /conversations/v3/conversations/threads/') ? OWN_404 : right,
    );
    expect(accusedIn(report).filter((id) => !known.includes(id))).toEqual(['conversation-not-found']);
  });

  test('a conversation whose messages it shows', async () => {
    const { checks } = await portal.examine((_, right, asked) =>
      asked === 'hubspot GET /conversations/v3/conversations/threads/{threadId}' ? OWN_404 : right,
    );
    expect(checks['conversation/found']).toMatchObject({ status: 'unknown' });
  });

  test('a ticket that the conversation names was made once', async () => {
    const { checks } = await portal.examine((_, right, asked) =>
      asked === 'hubspot GET /crm/v3/objects/tickets/{objectId}' ? OWN_404 : right,
    );
    expect(checks['handoff/ticket']).toMatchObject({ status: 'unknown' });
    expect(checks['handoff/ticket']?.summary).toMatch(
      /names ticket \d+, and HubSpot does not find it: it was deleted/,
    );
    expect(checks['conversation/found']).toMatchObject({ status: 'pass' });
  });
});
