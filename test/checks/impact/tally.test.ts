import { describe, expect, it } from 'vitest';
import {
  answeredInternally,
  inHandsOfReps,
  notHeldByAi,
  ofCustomers,
  withoutSession,
  withoutTicket,
} from '../../../checks/impact/tally.ts';
import type { Session } from '../../../src/core/opencx.ts';
import { AI_USER, REP, session, thread } from '../conversation/builders.ts';
import { fromAi, fromCustomer, fromRep, newestFirst, repComment } from '../replies/message-builders.ts';

const FROM = '2026-11-01T00:00:00.000Z';
const TO = '2026-11-08T00:00:00.000Z';
const UNTOLD = { status: 'na', untold: 'it takes an OpenCX API key (OPENCX_API_KEY)' } as const;

const written = (over: Parameters<typeof thread>[0]) =>
  thread({ receivedAt: '2026-11-02T10:05:00.000Z', ...over });
const of = (ticketingId: string, over: Partial<Session> = {}) =>
  session({ ticketingSystem: 'hubspot', ticketingId, ...over });
const handedOff = { handedOff: true, closure: 'handed_off' };

describe('whom a count is of', () => {
  it.each([
    ['a customer wrote', {}, true],
    ['nobody but reps wrote', { receivedAt: undefined }, false],
    ['the customer wrote before', { receivedAt: '2026-10-31T23:59:00.000Z' }, false],
    ['the customer wrote a moment ago', { receivedAt: '2026-11-07T23:59:00.000Z' }, false],
    ['it is spam', { spam: true }, false],
    ['it was archived', { archived: true }, false],
    ['something of it cannot be read', { unreadable: ['ticketId'] }, false],
  ])('a thread in which %s', (_, over, counts) => {
    const { receivedAt, ...rest } = written({});
    const one = { ...rest, receivedAt, ...over } as ReturnType<typeof thread>;
    expect(ofCustomers([one], FROM, TO)).toHaveLength(counts ? 1 : 0);
  });
});

describe('threads without a session', () => {
  const threads = [written({ id: '1' }), written({ id: '2', ticketId: '20' }), written({ id: '3' })];

  it('are those that no session names, by the thread or by its ticket', () => {
    expect(withoutSession(threads, [of('1'), of('20')], FROM)).toMatchObject({
      of: 3,
      hit: 1,
      examples: ['3'],
    });
  });

  it('are none of those that a session names without saying in which system', () => {
    const { ticketingSystem: _, ...unsaid } = of('3');
    expect(withoutSession(threads, [of('1'), of('20'), unsaid], FROM)).toMatchObject({ of: 3, hit: 0 });
  });

  it('are told of those alone that have a ticket where sessions are known by tickets only', () => {
    expect(withoutSession(threads, [of('20')], FROM)).toMatchObject({ of: 1, hit: 0 });
  });

  it('are all of them where OpenCX has no session at all', () => {
    expect(withoutSession(threads, [], FROM)).toMatchObject({ of: 3, hit: 3 });
  });

  it('leave out those that began before: their sessions need not have changed since', () => {
    const old = written({ id: '4', createdAt: '2026-10-20T00:00:00.000Z' });
    expect(withoutSession([...threads, old], [of('1'), of('20')], FROM)).toMatchObject({ of: 3 });
  });

  it('are not told where sessions that name nothing may be theirs', () => {
    const unnamed = session({ ticketingSystem: undefined, ticketingId: undefined } as never);
    expect(withoutSession(threads, [of('1'), of('20'), unnamed], FROM)).toMatchObject({ status: 'unknown' });
    const elsewhere = session({ ticketingSystem: 'zendesk', ticketingId: '3' });
    expect(withoutSession(threads, [of('1'), of('20'), elsewhere], FROM)).toMatchObject({
      status: 'unknown',
    });
  });

  it('are told where there are more of them than sessions that name nothing', () => {
    const elsewhere = session({ ticketingSystem: 'zendesk', ticketingId: '3' });
    expect(withoutSession(threads, [of('1'), elsewhere], FROM)).toMatchObject({ of: 3, hit: 2 });
  });

  it('are not told without the sessions', () => {
    expect(withoutSession(threads, UNTOLD, FROM)).toBe(UNTOLD);
  });
});

describe('handoffs without a ticket', () => {
  it('are sessions that were handed off and whose thread has none', () => {
    const threads = [written({ id: '1' }), written({ id: '2', ticketId: '20' }), written({ id: '3' })];
    const sessions = [of('1', handedOff), of('2', handedOff), of('3')];
    expect(withoutTicket(threads, sessions)).toMatchObject({ of: 2, hit: 1, examples: ['1'] });
  });
});

describe('conversations that the AI user does not hold', () => {
  const held = (id: string, assignedTo: string | undefined) => {
    const { assignedTo: _, ...rest } = written({ id });
    return assignedTo === undefined ? rest : { ...rest, assignedTo };
  };

  it('are those of another owner or of none, unless they were handed off, have Assist Mode, or are not known', () => {
    const threads = [
      held('1', AI_USER),
      held('2', REP),
      held('3', undefined),
      held('4', REP),
      held('5', REP),
      held('6', REP),
    ];
    const unreadable = of('6', { unreadable: ['handedOff'] });
    const sessions = [
      of('1'),
      of('2'),
      of('3'),
      of('4', handedOff),
      of('5', { assistMode: true }),
      unreadable,
    ];
    expect(notHeldByAi(threads, sessions, AI_USER)).toMatchObject({ of: 3, hit: 2 });
  });

  it('are not told without the AI user', () => {
    expect(notHeldByAi([], [], undefined)).toMatchObject({ status: 'na' });
  });
});

describe('answers that customers cannot see', () => {
  it('are looked for where a rep may have written', () => {
    const threads = [
      written({ id: '1', assignedTo: AI_USER }),
      written({ id: '2', assignedTo: AI_USER, ticketId: '20' }),
      written({ id: '3', assignedTo: REP }),
      written({ id: '4', assignedTo: AI_USER }),
    ];
    const found = inHandsOfReps(threads, [of('1'), of('4', handedOff)], AI_USER);
    expect(found.map(({ id }) => id)).toEqual(['2', '3', '4']);
  });

  it('are internal comments alone, of all in which reps wrote', () => {
    const read = [
      [fromCustomer(), fromRep()],
      [fromCustomer(), repComment()],
      [fromCustomer(), fromAi(), repComment()],
      [fromCustomer()],
    ].map((messages, index) => ({
      thread: written({ id: String(index) }),
      messages: newestFirst(...messages),
    }));
    expect(answeredInternally(read, AI_USER, 40)).toMatchObject({
      of: 3,
      hit: 1,
      examples: ['1'],
      sample: { read: 4, of: 40 },
    });
    expect(answeredInternally(read, AI_USER, 4)).not.toHaveProperty('sample');
  });
});
