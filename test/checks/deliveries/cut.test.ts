/** A log of deliveries that ends in the middle of a row is never taken for one in which all is well. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runHere } from '../../support/cli.ts';
import { runs } from '../../support/proof.ts';

const row = (index: number) => ({
  id: `00000000-0000-4000-8000-00000000000${index}`,
  loggingSystemType: 'WEBHOOKS',
  requestExecutionTimestamp: Date.UTC(2026, 10, 20, 9, index),
  portalId: 4210001,
  responseReceivedTimestamp: Date.UTC(2026, 10, 20, 9, index, 1),
  duration: 101,
  errorType: null,
});
const ROWS = [1, 2, 3].map(row);
const LAST = row(4);

/** What stands before the last row, and that row. */
const FORMS: Record<string, [before: string, last: string]> = {
  lines: [ROWS.map((each) => `${JSON.stringify(each)}\n`).join(''), JSON.stringify(LAST)],
  pages: [`${JSON.stringify({ results: ROWS })}\n`, JSON.stringify({ results: [LAST] })],
  table: [
    [Object.keys(LAST).join(), ...ROWS.map((each) => Object.values(each).join()), ''].join('\n'),
    Object.values(LAST).join(),
  ],
};

const outcomeOf = async (stdin: string) => {
  const { out, code } = await runHere(['logs', '-'], { stdin });
  return { said: out.replaceAll(/\s+/g, ' '), word: out.trimEnd().split('\n').at(-1)?.split(' ')[0], code };
};

test.each(Object.entries(FORMS))('%s: cut in the last row it is incomplete', async (_, [before, last]) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: last.lastIndexOf(',') }), async (length) => {
      const { said, word, code } = await outcomeOf(before + last.slice(0, length));
      expect({ word, code }).toEqual({ word: 'INCOMPLETE', code: 3 });
      expect(said).toMatch(/standard input ends in the middle of a row, .* Bring the whole file/);
      expect(said).toContain('the end of 1 file, cut off');
    }),
    { numRuns: runs(100) },
  );
  const whole = await outcomeOf(before + last);
  expect(whole.said).not.toContain('in the middle');
});

test('one document that is cut is not read, and says to bring the whole', async () => {
  const { err, code } = await runHere(['logs', '-'], {
    stdin: JSON.stringify([...ROWS, LAST]).slice(0, -20),
  });
  expect(code).toBe(2);
  expect(err).toMatch(/ends before its first row does.*\n\s+Bring the whole file\./);
});
