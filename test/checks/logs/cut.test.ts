/**
 * A log that ends in the middle of a row is never taken for one in which all is well: whatever its form, and wherever it
 * was cut.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logs } from '../../../checks/logs/index.ts';
import { analyseLogs } from '../../../src/logs/analyse.ts';
import { textSource } from '../../../src/logs/forms/source.ts';
import { runHere } from '../../support/cli.ts';
import { runs } from '../../support/proof.ts';
import { found, verdictOf } from '../token/judging.ts';

interface Call {
  at: string;
  method: string;
  path: string;
  message: string;
  status: number;
}

const COLUMNS = ['at', 'method', 'path', 'message', 'status'] as const;

const record = ({ at, status, ...others }: Call) => ({ timestamp: at, ...others, statusCode: status });
const entry = ({ at, method, path, status }: Call) => ({
  startedDateTime: at,
  request: { method, url: `https://api.hubapi.com${path}`, headers: [] },
  response: { status, content: { text: '{}' } },
});
const quoted = (text: string | number) => (/[",\n]/.test(String(text)) ? JSON.stringify(text) : String(text));

/** How each form writes a log whose every call went well, as what stands before its last row, and that row to its end. */
const FORMS: Record<string, (calls: readonly Call[], last: Call) => [before: string, last: string]> = {
  CSV: (calls, last) => {
    const row = (call: Call) => COLUMNS.map((column) => quoted(call[column])).join(',');
    return [[COLUMNS.join(','), ...calls.map(row), ''].join('\n'), row(last)];
  },
  NDJSON: (calls, last) => [
    calls.map((call) => `${JSON.stringify(record(call))}\n`).join(''),
    JSON.stringify(record(last)),
  ],
  array: (calls, last) => {
    const before = JSON.stringify(calls.map(record)).slice(0, -1);
    return [before, `,${JSON.stringify(record(last))}]`];
  },
  HAR: (calls, last) => {
    const before = JSON.stringify({ log: { version: '1.2', creator: {}, entries: calls.map(entry) } });
    return [before.slice(0, -3), `,${JSON.stringify(entry(last))}]}}`];
  },
};

const aCall = fc.record({
  at: fc
    .date({ min: new Date(2e12), max: new Date(2.1e12), noInvalidDate: true })
    .map((at) => at.toISOString()),
  method: fc.constantFrom('GET', 'POST'),
  path: fc.constantFrom('/crm/v3/owners', '/crm/v3/objects/contacts/7'),
  message: fc.constantFrom(
    '',
    'done',
    'taken, and said so',
    'GET https://api.hubapi.com/crm/v3/owners 200',
    '{',
  ),
  status: fc.constantFrom(200, 201, 204),
});

async function verdictsOf(text: string) {
  const { refusals } = await analyseLogs([textSource('cut.log', text)]);
  return logs.checks.map((check) => verdictOf(check, { 'logs.refusals': found(refusals, 'file') }));
}

describe.each(Object.entries(FORMS))('%s', (_, write) => {
  const drawn = fc.tuple(fc.array(aCall, { minLength: 1, maxLength: 30 }), aCall);

  test('cut anywhere in its last row proves nothing, and is said to be cut', async () => {
    const cuts = fc.tuple(drawn, fc.double({ min: 0, max: 1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(cuts, async ([[calls, last], share]) => {
        const [before, row] = write(calls, last);
        const length = 1 + Math.floor(share * (row.length - 2));
        for (const { status, summary } of await verdictsOf(before + row.slice(0, length))) {
          expect(status).toBe('unknown');
          expect(summary).toMatch(/cut\.log ends in the middle of a row, .* Bring the whole file/);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  test('lacks its last line feed, and is whole', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ([calls, last]) => {
        const verdicts = await verdictsOf(write(calls, last).join(''));
        expect(verdicts.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
      }),
      { numRuns: runs(200) },
    );
  });
});

/** One row of a log as its form writes it, and what may be left of it. */
const DAMAGED: Record<string, (row: string) => fc.Arbitrary<string>> = {
  NDJSON: (row) => fc.integer({ min: 2, max: row.length - 1 }).map((length) => row.slice(0, length)),
  CSV: (row) => fc.integer({ min: 1, max: 3 }).map((cells) => row.split(',').slice(0, cells).join()),
};

test.each(Object.entries(DAMAGED))(
  '%s damaged in any row between others proves nothing',
  async (form, left) => {
    const write = FORMS[form] as (typeof FORMS)[string];
    const plain = aCall.map((call) => ({ ...call, message: '' }));
    const damage = fc
      .tuple(fc.array(plain, { minLength: 1, maxLength: 12 }), plain)
      .chain(([calls, last]) => fc.tuple(fc.constant(calls), fc.constant(last), left(write([], last)[1])));
    await fc.assert(
      fc.asyncProperty(damage, async ([calls, last, damaged]) => {
        const [before, row] = write(calls, last);
        for (const { status, summary } of await verdictsOf(`${before}${damaged}\n${row}\n`)) {
          expect(status).toBe('unknown');
          expect(summary).toMatch(/^1 of \d+ rows of the API-call log (?:is|are) damaged/);
        }
      }),
      { numRuns: runs(300) },
    );
  },
);

const WENT_WELL = '{"status":200,"url":"https://api.hubapi.com/crm/v3/owners"}';
const REFUSED = WENT_WELL.replace('200', '429');

test.each([
  ['a cut one', `${WENT_WELL}\n${WENT_WELL.slice(0, 20)}`, 'INCOMPLETE', 3, 'ends in the middle of a row'],
  ['a brace alone', `${WENT_WELL}\n{`, 'INCOMPLETE', 3, 'ends in the middle of a row'],
  [
    'one that breaks',
    `[\n${WENT_WELL},\n{status:1},\n${REFUSED}]`,
    'INCOMPLETE',
    3,
    'be read from line 3 on',
  ],
  ['a refusal, and cut', `${REFUSED}\n${WENT_WELL.slice(0, 20)}`, 'INCOMPLETE', 3, 'rate-limited'],
  ['a whole one', `${WENT_WELL}\n${WENT_WELL}`, 'HEALTHY', 0, '2 calls'],
])('%s, on standard input, ends with %j', async (_, stdin, word, code, said) => {
  const outcome = await runHere(['logs', '-'], { stdin });
  expect(outcome.code).toBe(code);
  expect(outcome.out.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^${word} `));
  expect(outcome.out.replaceAll(/\s+/g, ' ')).toContain(said);
});
