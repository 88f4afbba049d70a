/** What `--change` refuses before anybody is asked for anything. */
import { describe, expect, test } from 'vitest';
import type { World } from '../../../../checks/shared/probe.ts';
import type { Given } from '../../../../src/core/given.ts';
import type { TicketProperties } from '../../../../src/core/hubspot/ticket-property.ts';
import { Secret } from '../../../../src/core/secret.ts';
import { UsageError } from '../../../../src/files/usage-error.ts';
import { type Moment, planChange, wishOf } from '../../../../src/run/prove/change/plan.ts';

const NOW = Date.parse('2026-11-29T10:00:00Z');
const TICKET = '57774743';
const SESSION = '00000000-0000-4000-8000-0000000000c1';

const given = (more: Partial<Given> = {}): Given => ({
  answers: {},
  webhookFiles: [],
  probeWebhook: false,
  offline: false,
  ticketId: TICKET,
  portalId: 1020304,
  openCxKey: new Secret('ocx_live_00000000000000000000'),
  ...more,
});

const ago = (seconds: number, value: string) => ({
  value,
  at: new Date(NOW - seconds * 1000).toISOString(),
});

interface There {
  versions?: { value: string; at: string }[];
  ticket?: boolean;
  sessions?: { id: string; ticketingId?: string }[];
  customData?: Record<string, string>;
}

const OWN_SESSION = { id: SESSION, ticketingId: TICKET };

function plan(
  name: string,
  { versions = [ago(90_000, 'LOW')], ticket = true, sessions = [OWN_SESSION], customData = {} }: There = {},
  moment: Partial<Moment> = {},
) {
  const tickets: TicketProperties = {
    defined: async () => [
      {
        name: 'hs_ticket_priority',
        type: 'enumeration',
        options: ['LOW', 'HIGH'].map((value) => ({ value, hidden: false })),
        calculated: false,
        readOnly: false,
      },
      { name: 'hs_object_id', type: 'number', options: [], calculated: false, readOnly: true },
    ],
    state: async () => (ticket ? { value: versions[0]?.value ?? '', versions } : null),
    set: async () => expect.unreachable('nothing is written by a plan'),
  };
  const world = {
    hubspot: () => ({
      ticket: async () => (ticket ? { id: TICKET, createdAt: '2026-11-20T00:00:00Z' } : null),
      ticketStages: async () => [],
      threadsOfTicket: async () => [{ id: '8243595013' }],
    }),
    opencx: () => ({
      sessionsSince: async () => ({ sessions, whole: true }),
      customData: async () => customData,
    }),
    mustEnd: () => false,
  } as unknown as World;
  const wish = { property: name, ticketId: TICKET, portalId: 1020304 };
  return planChange(wish, world, tickets, {
    now: NOW,
    mark: 'PROOF 7Q4K',
    testMs: 150_000,
    writer: { portalId: 1020304 },
    ...moment,
  });
}

async function refusalOf(planned: Promise<unknown>): Promise<string> {
  const error = await planned.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UsageError);
  const { message, hint } = error as UsageError;
  return `${message} ${hint}`;
}

test('names ticket, values and the session that is to show it', async () => {
  expect(await plan('hs_ticket_priority')).toEqual({
    portalId: 1020304,
    ticketId: TICKET,
    property: 'hs_ticket_priority',
    was: 'LOW',
    value: 'HIGH',
    sessionId: SESSION,
  });
});

test('finds the session by the conversation of the ticket too', async () => {
  const sessions = [{ id: 'other' }, { id: SESSION, ticketingId: '8243595013' }];
  expect(await plan('hs_ticket_priority', { sessions })).toMatchObject({ sessionId: SESSION });
});

describe('refuses', () => {
  test.each([
    ['no ticket', { ticketId: undefined as never }, '--ticket ID'],
    ['no portal', { portalId: undefined as never }, '--portal ID'],
    ['no key of OpenCX', { openCxKey: undefined as never }, 'OPENCX_API_KEY'],
    [
      'no key in a variable of its own',
      { openCxKey: undefined as never, keyVariable: 'SHOP_KEY' },
      'SHOP_KEY',
    ],
  ])('a wish with %s', (_what, more, words) => {
    expect(() => wishOf('hs_ticket_priority', given(more))).toThrow(UsageError);
    try {
      wishOf('hs_ticket_priority', given(more));
    } catch (error) {
      expect(`${(error as UsageError).message} ${(error as UsageError).hint}`).toContain(words);
    }
  });

  test('takes the portal from the address of the ticket', () => {
    const linked = { ticketId: TICKET, linked: { portalId: 7 }, portalId: undefined as never };
    expect(wishOf('x', given(linked))).toMatchObject({ portalId: 7 });
  });

  test.each<[string, string, There, Partial<Moment>, string]>([
    ['another portal', 'hs_ticket_priority', {}, { writer: { portalId: 9 } }, 'belongs to portal 9'],
    [
      'a portal that is not known',
      'hs_ticket_priority',
      {},
      { writer: {} },
      'See that HubSpot takes the token',
    ],
    ['a ticket that is not there', 'hs_ticket_priority', { ticket: false }, {}, 'no ticket 57774743'],
    ['a property that is not there', 'hs_ticket_prority', {}, {}, 'Did you mean hs_ticket_priority?'],
    ['a read-only property', 'hs_object_id', {}, {}, 'read-only'],
    [
      'a value that an earlier test left in the session',
      'hs_ticket_priority',
      { customData: { hs_ticket_priority: 'HIGH' } },
      {},
      'holds already',
    ],
    ['a ticket without a session', 'hs_ticket_priority', { sessions: [] }, {}, 'no session of ticket'],
    [
      'a value that another test holds',
      'hs_ticket_priority',
      { versions: [ago(40, 'HIGH'), ago(90_000, 'LOW')] },
      {},
      'was changed 40 s ago: another live test',
    ],
    [
      'a value that carries the mark of another test',
      'hs_ticket_priority',
      { versions: [ago(9_000, 'Where is my order (PROOF 2B4D)')] },
      {},
      'holds the mark of a live test',
    ],
  ])('%s', async (_what, name, there, moment, words) => {
    expect(await refusalOf(plan(name, there, moment))).toContain(words);
  });
});

test("a test that has ended, or a change of some time ago, is in nobody's way", async () => {
  const ended = [ago(10, 'LOW'), ago(20, 'HIGH'), ago(90_000, 'LOW')];
  const longAgo = [ago(200, 'HIGH'), ago(90_000, 'LOW')];
  expect(await plan('hs_ticket_priority', { versions: ended })).toMatchObject({ was: 'LOW' });
  expect(await plan('hs_ticket_priority', { versions: longAgo })).toMatchObject({
    was: 'HIGH',
    value: 'LOW',
  });
});
