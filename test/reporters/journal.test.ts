import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import type { Counters, JournalEntry, JournalledEvent } from '../../src/engine/journal/journal.ts';
import { countersLine, eventLine, renderEvents, renderStory } from '../../src/reporters/journal.ts';
import { decide, event, REP, thread } from '../engine/decide/builders.ts';

const AT = Date.parse('2026-11-20T10:00:00.250Z');
const PLAIN = { width: 100, color: false };
const NONE: Counters = { received: 0, open: 0, done: 0, interrupted: 0, skipped: {}, failed: {}, refused: 0 };

function journalled(over: Partial<JournalledEvent> = {}): JournalledEvent {
  return {
    id: 12,
    event: event(),
    key: 'k',
    lane: 'thread:5001',
    status: 'done',
    reason: null,
    summary: 'The AI answered.',
    receivedAt: AT,
    begunAt: AT,
    endedAt: AT,
    replayOf: null,
    ...over,
  };
}

function line(over: Partial<JournalEntry>): JournalEntry {
  return { eventId: 12, line: 1, at: AT, kind: 'note', data: null, ...over };
}

describe('an event on one line', () => {
  test('says number, time, what it was and how it ended', () => {
    expect(eventLine(journalled())).toMatch(
      /^#12 +2026-11-20T10:00:00\.250Z +conversation\.newMessage 5001 m1 +done: The AI answered\.$/,
    );
  });

  test('says the reason', () => {
    const skipped = { status: 'skipped', reason: 'sender-bot', summary: 'A bot wrote it.' } as const;
    expect(eventLine(journalled(skipped))).toMatch(/ skipped sender-bot: A bot wrote it\.$/);
  });

  test('says no ending where there is none yet', () => {
    expect(eventLine(journalled({ status: 'begun', summary: null }))).toMatch(/ m1 +begun$/);
  });

  test('names the property where there is no message', () => {
    const { messageId: _none, ...bare } = event({ type: 'ticket.propertyChange', propertyName: 'subject' });
    expect(eventLine(journalled({ event: bare }))).toContain('ticket.propertyChange 5001 subject');
  });

  test('stays one line, and commands no terminal', () => {
    const hostile = journalled({ summary: 'one\ntwo\u001B[2J\u202Ethree' });
    expect(eventLine(hostile)).toMatch(/: one two \[2J three$/);
  });
});

describe('the list of events', () => {
  const skipped = { status: 'skipped', reason: 'internal-comment', summary: 'It reaches nobody.' } as const;
  const listed = [
    journalled({ id: 9 }),
    journalled({ id: 10, event: event({ type: 'conversation.creation' }), ...skipped }),
    journalled({ id: 11, receivedAt: AT + 24 * 60 * 60 * 1000, status: 'begun', summary: null }),
  ];

  test('is a table for each day, and tells what came of what was not left alone', () => {
    expect(renderEvents(listed, NONE, { ...PLAIN, width: 80 })).toBe(
      [
        '2026-11-20 (UTC)',
        '  #9   10:00:00  conversation.newMessage  5001  done',
        '      The AI answered.',
        '  #10  10:00:00  conversation.creation    5001  skipped internal-comment',
        '',
        '2026-11-21 (UTC)',
        '  #11  10:00:00  conversation.newMessage  5001  begun',
        '',
        '0 received: 0 done, 0 skipped, 0 failed',
        '',
      ].join('\n'),
    );
  });

  test.each([40, 60, 80])('keeps within %i columns and breaks no word of ours', (width) => {
    const lines = renderEvents(listed, NONE, { ...PLAIN, width }).split('\n');
    expect(lines.filter((each) => stringWidth(each) > width)).toEqual([]);
    expect(lines.join('\n')).toContain('skipped internal-comment');
  });
});

describe('the counters', () => {
  test('say what there is, the most frequent reason first', () => {
    const counters = {
      ...NONE,
      received: 9,
      done: 2,
      skipped: { 'sender-bot': 1, 'self-caused': 3 },
      failed: { timeout: 1 },
      interrupted: 1,
      open: 1,
      refused: 4,
    };
    expect(countersLine(counters)).toBe(
      '9 received: 2 done, 4 skipped (3 self-caused, 1 sender-bot), 1 failed (1 timeout), 1 interrupted, 1 open, 4 deliveries refused',
    );
  });

  test('leave out what there is nothing of, but not the endings', () => {
    expect(countersLine(NONE)).toBe('0 received: 0 done, 0 skipped, 0 failed');
  });

  test('close the list', () => {
    const text = renderEvents(
      [journalled({ id: 1 }), journalled({ id: 2 })],
      { ...NONE, received: 2, done: 2 },
      PLAIN,
    );
    expect(text.split('\n').slice(-3)).toEqual(['', '2 received: 2 done, 0 skipped, 0 failed', '']);
  });
});

describe('a story', () => {
  const story: JournalEntry[] = [
    line({ data: { note: 'The signature is missing.' } }),
    line({ line: 2, kind: 'decision', data: decide({ thread: thread({ assignedTo: REP }) }) }),
    line({
      line: 3,
      kind: 'effect-begun',
      effect: 'create-ticket',
      data: { ticket: { subject: '[redacted]', pipelineId: '0' } },
    }),
    line({ line: 4, kind: 'effect-done', effect: 'create-ticket', data: { ticketId: '9001' } }),
    line({
      line: 5,
      kind: 'effect-failed',
      effect: 'assign-thread',
      data: { reason: 'timeout', message: 'Nothing came.' },
    }),
    line({ line: 6, kind: 'effect-done', effect: 'cancel-close', data: null }),
  ];

  test('is told in order, each line with its time of day', () => {
    const text = renderStory(journalled(), story, PLAIN);
    const told = text.split('\n').filter((row) => /^ +10:00:00\.250Z /.test(row));
    expect(told.map((row) => row.trim().replace(/^\S+ +/, ''))).toEqual([
      'note: The signature is missing.',
      'SKIP  owner-not-ai-user',
      'begun create-ticket ticket.subject: [redacted], ticket.pipelineId: 0',
      'done create-ticket ticketId: 9001',
      'failed assign-thread reason: timeout, message: Nothing came.',
      'done cancel-close',
    ]);
    expect(text).toMatch(/^#12 /);
    expect(text).toMatch(/ skip {2}owner-gate /);
  });

  test('may be empty', () => {
    expect(renderStory(journalled(), [], PLAIN)).toBe(`${eventLine(journalled())}\n`);
  });

  test.each([60, 80, 120])('fits %d columns', (width) => {
    const [, ...rows] = renderStory(journalled(), story, { width, color: false }).split('\n');
    for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(width);
  });

  test('commands no terminal', () => {
    const text = renderStory(journalled(), [line({ data: { note: 'a\u001B[2J\u0007b' } })], PLAIN);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
  });
});
