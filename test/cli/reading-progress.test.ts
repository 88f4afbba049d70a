/** How far the reading of a log has come, as it is told on standard error. */
import stringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import { barText, startReading } from '../../src/cli/logs/reading-progress.ts';
import { terminal } from '../support/cli.ts';

const BIG = { name: 'api-calls.csv', size: 2_000_000_000 };

/** What was printed by steps at these times, in milliseconds from the start. */
async function told(times: readonly number[], quiet = false): Promise<string> {
  const { io, printed } = terminal();
  let now = 0;
  const progress = await startReading(io, quiet, () => now);
  for (const time of times) {
    now = time;
    progress.step({ ...BIG, read: time * 100_000 });
  }
  progress.stop();
  return printed.err;
}

test('nothing is said of what is read within three seconds', async () => {
  expect(await told([0, 500, 1000, 2999])).toBe('');
});

test('then a line every three seconds says how far it is and how fast', async () => {
  expect(await told([0, 1000, 3000, 4000, 5999, 6000])).toBe(
    'still reading api-calls.csv: 15 %, 100 MB/s\nstill reading api-calls.csv: 30 %, 100 MB/s\n',
  );
});

test('nothing is said where nothing is to be said', async () => {
  expect(await told([0, 3000, 6000], true)).toBe('');
});

test('the bar fills one line of the terminal, whatever the name and the width', () => {
  const names = ['a.csv', `${'folder/'.repeat(30)}api-calls.csv`, '長い名前'.repeat(20)];
  for (const name of names) {
    for (const width of [40, 80, 200]) {
      for (const read of [0, 1, BIG.size / 2, BIG.size, BIG.size * 2]) {
        const text = barText({ name, size: BIG.size, read }, 212_000_000, { width, ascii: false });
        expect(stringWidth(text)).toBeLessThanOrEqual(width - 2);
      }
    }
  }
});

test('the bar shows the share that was read, in the signs that the terminal has', () => {
  const step = { ...BIG, read: 1_000_000_000 };
  expect(barText(step, 212_000_000, { width: 80, ascii: false })).toBe(
    'api-calls.csv ████████░░░░░░░░ 50 %, 212 MB/s',
  );
  expect(barText(step, 1_250, { width: 80, ascii: true })).toBe(
    'api-calls.csv ########-------- 50 %, 1.3 kB/s',
  );
});

test('of a pipe only the bytes are known', () => {
  const step = { name: 'standard input', read: 4_200_000 };
  expect(barText(step, 800, { width: 80, ascii: false })).toBe('standard input 4.2 MB, 800 B/s');
});
