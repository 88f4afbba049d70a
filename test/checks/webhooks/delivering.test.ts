import { describe, expect, test } from 'vitest';
import delivering from '../../../checks/webhooks/delivering.ts';
import type { Message } from '../../../src/core/hubspot/records.ts';
import { AT, causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';
import { journalOf } from './samples.ts';

const KEPT = { received: 3, firstAt: '2026-11-20T08:00:00.000Z', lastAt: '2026-11-20T09:30:00.000Z' };

function message(createdAt: string, more: Partial<Message> = {}): Message {
  return { id: 'm-1', threadId: '9001', type: 'MESSAGE', createdAt, senders: [], recipients: [], ...more };
}

function compared(journal: Parameters<typeof journalOf>[0], ...messages: Message[]) {
  return verdictOf(delivering, {
    'journal.events': journalOf(journal),
    'conversation.messages': found(messages),
  });
}

describe('webhooks/delivering', () => {
  test('passes when events came for the conversation', () => {
    const verdict = compared({ ...KEPT, threadIds: ['9001'] }, message('2026-11-20T09:00:00.000Z'));
    expect(verdict).toMatchObject({ status: 'pass', measured: '3 events' });
  });

  test('passes when events came and no conversation was named', () => {
    const evidence = { 'journal.events': journalOf(KEPT), 'conversation.messages': NOT_GIVEN };
    expect(verdictOf(delivering, evidence).status).toBe('pass');
  });

  test.each([
    ['between other events', '2026-11-20T09:00:00.000Z'],
    ['after the last event', '2026-11-20T09:40:00.000Z'],
  ])('takes a message %s for likely lost', (_when, createdAt) => {
    const verdict = compared({ ...KEPT, threadIds: ['9002'] }, message(createdAt));
    expect(verdict).toMatchObject({
      status: 'fail',
      findings: [{ cause: 'events-not-arriving', confidence: 'likely' }],
    });
  });

  test('takes an empty journal beside a conversation for a hint', () => {
    const verdict = compared({}, message('2026-11-20T09:00:00.000Z'), message('2026-11-20T09:05:00.000Z'));
    expect(verdict).toMatchObject({
      status: 'fail',
      findings: [{ confidence: 'possible', details: { messages: 2 } }],
    });
    expect(causesOf(verdict)).toEqual(['events-not-arriving']);
  });

  test.each([
    ['older than the journal', message('2026-11-20T07:00:00.000Z')],
    ['younger than five minutes', message('2026-11-20T09:57:00.000Z')],
    ['no message but an assignment', message('2026-11-20T09:00:00.000Z', { type: 'ASSIGNMENT' })],
    ['of an unreadable time', message('yesterday')],
  ])('does not miss what is %s', (_what, item) => {
    expect(compared({ ...KEPT, threadIds: ['9002'] }, item).status).toBe('pass');
  });

  test('counts a comment: HubSpot announces it like a message', () => {
    const comment = message('2026-11-20T09:00:00.000Z', { type: 'COMMENT' });
    expect(compared({ ...KEPT, threadIds: [] }, comment).status).toBe('fail');
  });

  test('measures the five minutes at the time of reading', () => {
    const exactly = new Date(Date.parse(AT) - 5 * 60 * 1000).toISOString();
    expect(compared({ ...KEPT }, message(exactly)).status).toBe('pass');
  });

  test.each([
    ['no conversation was named', NOT_GIVEN],
    ['the messages could not be read', TIMED_OUT],
    ['the conversation is empty', found([])],
  ])('leaves an empty journal open when %s', (_when, messages) => {
    const evidence = { 'journal.events': journalOf({}), 'conversation.messages': messages };
    expect(verdictOf(delivering, evidence)).toMatchObject({ status: 'unknown', findings: [] });
  });

  test('asks a person when no journal was given', () => {
    expect(verdictOf(delivering, { 'journal.events': NOT_GIVEN }).status).toBe('manual');
  });
});
