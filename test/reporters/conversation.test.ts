import stringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import type { JournalledEvent } from '../../src/engine/journal/journal.ts';
import { changedLines, doneLines, saidLines } from '../../src/reporters/conversation.ts';
import { event } from '../engine/decide/builders.ts';

const PLAIN = { width: 60, color: false };
const LONG = 'I am sorry to hear that. Can you tell me your order number, or the address that it went to?';

function ended(id: number): JournalledEvent {
  return {
    id,
    event: event(),
    key: 'k',
    lane: 'thread:5001',
    status: 'skipped',
    reason: 'internal-comment',
    summary: 'An internal comment reaches neither the AI nor the customer.',
    receivedAt: 0,
    begunAt: 0,
    endedAt: 0,
    replayOf: null,
  };
}

test('who says what stands in two columns, and a comment is told as one', () => {
  expect(saidLines({ from: 'customer', text: 'Where is it?', isInternal: false }, PLAIN)).toBe(
    'customer  Where is it?\n',
  );
  expect(saidLines({ from: 'rep', text: 'Look into it.', isInternal: true }, PLAIN)).toBe(
    'rep       (internal) Look into it.\n',
  );
  expect(changedLines('the conversation goes to: A-7002', PLAIN)).toBe(
    '          [the conversation goes to: A-7002]\n',
  );
});

test('what is long goes on beneath itself, within the width', () => {
  const lines = saidLines({ from: 'ai', text: LONG, isInternal: false }, PLAIN).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.filter((line) => stringWidth(line) > PLAIN.width)).toEqual([]);
  expect(lines.slice(1).every((line) => /^ {10}\S/.test(line))).toBe(true);
});

test('what the engine does stands further in, the same under every number', () => {
  const [one, ten] = [ended(1), ended(10)].map((each) => doneLines(each, PLAIN).trimEnd().split('\n'));
  expect(one?.[0]).toMatch(/^ {4}#1 {3}conversation\.newMessage skipped internal-comment:/);
  expect(ten?.[0]).toMatch(/^ {4}#10 {2}conversation\.newMessage/);
  expect(one?.slice(1)).toEqual(ten?.slice(1));
});
