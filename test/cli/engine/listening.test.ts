/** What an engine says on a terminal while something lasts: enough to know of it, and few lines. */
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { listening } from '../../../src/cli/engine/listening.ts';
import type { Receipt } from '../../../src/engine/intake/reception.ts';

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

function heard() {
  const said: string[] = [];
  const ports = listening({ err: (text) => void said.push(text), handOver: async () => {} });
  const refuse = (status: number, note = 'Not now.') =>
    ports.onRefused?.({ at: 0, status, note, bytes: 0, events: 0, signature: null } satisfies Receipt);
  return { said, ports, refuse };
}

const MINUTE_MS = 60_000;

test('an hour of refused deliveries is told in one line at once and one a minute', () => {
  const { said, refuse } = heard();
  for (let second = 0; second < 3_600; second += 1) {
    refuse(503);
    vi.advanceTimersByTime(1_000);
  }
  expect(said).toHaveLength(61);
  expect(said[0]).toBe('A delivery was answered 503: Not now.\n');
  const more = said.slice(1).map((line) => Number(/^Since then (\d+) more/.exec(line)?.[1]));
  expect(more.reduce((sum, each) => sum + each, 1)).toBe(3_600);
});

test('each status has its own first, and after a minute without any the next is a first again', () => {
  const { said, refuse } = heard();
  refuse(503);
  refuse(401, 'No signature.');
  refuse(503);
  vi.advanceTimersByTime(3 * MINUTE_MS);
  refuse(503);
  expect(said).toEqual([
    'A delivery was answered 503: Not now.\n',
    'A delivery was answered 401: No signature.\n',
    'Since then 1 more was answered 503.\n',
    'A delivery was answered 503: Not now.\n',
  ]);
});

test('what was not told by the end is told there, and nothing after it', () => {
  const { said, ports, refuse } = heard();
  for (let count = 0; count < 4; count += 1) refuse(503);
  ports.onTakenOver?.('thread:1');
  ports.tellTheRest();
  expect(said.slice(1)).toEqual([
    expect.stringContaining('1 conversation went to another hand'),
    'Since then 3 more were answered 503.\n',
  ]);
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect([said.length, vi.getTimerCount()]).toEqual([3, 0]);
});

test('conversations that are lost together are counted in one line, each once', () => {
  const { said, ports } = heard();
  for (const lane of ['thread:1', 'thread:2', 'thread:1', 'thread:3']) ports.onTakenOver?.(lane);
  vi.advanceTimersByTime(MINUTE_MS);
  ports.onTakenOver?.('thread:4');
  vi.advanceTimersByTime(MINUTE_MS);
  expect(said.map((line) => /(\d+ conversations?) went/.exec(line)?.[1])).toEqual([
    '3 conversations',
    '1 conversation',
  ]);
  for (const line of said) expect(line).toContain("or the queue's tables were emptied");
});

test('a journal that can be written again is told with how long it could not', () => {
  const { said, ports } = heard();
  ports.onMended?.(125_000);
  expect(said).toEqual(['opencx-hubspot: the journal can be written again, after 2 min 5 s.\n']);
});
