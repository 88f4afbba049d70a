import { describe, expect, it } from 'vitest';
import check from '../../../checks/processing/session.ts';
import type { JournalSummary } from '../../../src/core/journal-summary.ts';
import {
  contact,
  failed,
  findingsOf,
  judge,
  notFound,
  session,
  thread,
  ticket,
  type Values,
} from '../conversation/builders.ts';
import { journal } from './journal-builder.ts';

const failure = [{ reason: '403 MISSING_SCOPES', count: 2 }];

describe('processing/session, with a session', () => {
  it.each<[string, Values]>([
    [
      'the thread',
      { 'conversation.session': session({ ticketingId: '5001' }), 'conversation.thread': thread() },
    ],
    [
      'the ticket',
      { 'conversation.session': session({ ticketingId: '9001' }), 'conversation.ticket': ticket() },
    ],
    [
      "the thread's ticket",
      {
        'conversation.session': session({ ticketingId: '9001' }),
        'conversation.thread': thread({ ticketId: '9001' }),
      },
    ],
    [
      'the contact',
      {
        'conversation.session': session({ contactEmail: 'Jo@Example.test' }),
        'conversation.thread': thread(),
        'conversation.contact': contact(),
      },
    ],
    ['nothing else', { 'conversation.session': session() }],
    [
      'a thread that it does not name',
      { 'conversation.session': session(), 'conversation.thread': thread() },
    ],
  ])('passes by %s', (_, values) => {
    expect(judge(check, values).status).toBe('pass');
  });

  it('cannot tell where the session points elsewhere', () => {
    const verdict = judge(check, {
      'conversation.session': session({ ticketingId: '666', ticketingSystem: 'hubspot' }),
      'conversation.thread': thread(),
    });
    expect(verdict).toMatchObject({ status: 'unknown', measured: 'the session points at hubspot 666' });
  });

  it.each([
    ['is not there', notFound('OpenCX knows no session with this id.')],
    ['could not be read', failed()],
  ])('cannot tell where it %s', (_, evidence) => {
    const verdict = judge(check, { 'conversation.thread': thread() }, { 'conversation.session': evidence });
    expect(verdict.status).toBe('unknown');
  });
});

describe('processing/session, without a session', () => {
  it.each<[string, Values]>([
    ['a thread', { 'conversation.thread': thread() }],
    ['a ticket', { 'conversation.ticket': ticket() }],
    ['a contact', { 'conversation.contact': contact() }],
  ])('asks for it where %s is named', (_, values) => {
    const verdict = judge(check, values);
    expect(verdict.status).toBe('manual');
    expect('question' in verdict && verdict.question).toContain('--session');
  });

  it.each<[string, Partial<JournalSummary>]>([
    [
      'events came before and after, and none of this thread',
      { threadIds: ['1'], firstAt: '2026-11-02T09:00:00.000Z', lastAt: '2026-11-02T11:00:00.000Z' },
    ],
    [
      'the first event came in the moment of the latest message',
      { firstAt: '2026-11-02T10:05:00.000Z', lastAt: '2026-11-02T11:00:00.000Z' },
    ],
    [
      'the last event came in the moment of the latest message',
      { firstAt: '2026-11-02T09:00:00.000Z', lastAt: '2026-11-02T10:05:00.000Z' },
    ],
    ['its events came, and all work failed', { threadIds: ['5001'], done: 0, failed: failure }],
  ])('fails, as likely, by the journal: %s', (_, over) => {
    const verdict = judge(check, { 'conversation.thread': thread(), 'journal.events': journal(over) });
    expect(findingsOf(verdict)).toEqual([
      { cause: 'session-missing', confidence: 'likely', details: { threadId: '5001' } },
    ]);
  });

  it('passes by a journal in which its events came and nothing failed', () => {
    const values = { 'conversation.thread': thread(), 'journal.events': journal({ threadIds: ['5001'] }) };
    expect(judge(check, values).status).toBe('pass');
  });

  it.each<[string, Partial<JournalSummary>]>([
    ['some failed', { threadIds: ['5001'], done: 3, failed: failure }],
    ['all were skipped', { threadIds: ['5001'], done: 0, skipped: [{ reason: 'outgoing', count: 1 }] }],
    ['it began later', { firstAt: '2026-11-02T12:00:00.000Z', lastAt: '2026-11-02T13:00:00.000Z' }],
    ['it ended before', { firstAt: '2026-11-01T12:00:00.000Z', lastAt: '2026-11-01T13:00:00.000Z' }],
    ['it is empty', { received: 0, done: 0 }],
  ])('asks where the journal leaves it open: %s', (_, over) => {
    const verdict = judge(check, { 'conversation.thread': thread(), 'journal.events': journal(over) });
    expect(verdict.status).toBe('manual');
  });
});
