import { expect, it } from 'vitest';
import type { Accepted } from './accepted.ts';
import { missesOf, missLines, percentOf, scoreOf, table } from './score.ts';
import type { Tested, TestedFiles } from './tester.ts';

function tested(status: Tested['status'], line = 1): Tested {
  const location = { start: { line, column: 5 }, end: { line, column: 10 } };
  return { mutatorName: 'EqualityOperator', replacement: 'a > b', location, status };
}

const FILES: TestedFiles = {
  'checks/token/accepted.ts': {
    source: 'if (a<=b) stop();\nif (a<=b) go();\n',
    mutants: [tested('Killed'), tested('Survived', 2), tested('Ignored')],
  },
  'src/doctor/diagnose.ts': { source: '    a<=b\n', mutants: [tested('Timeout'), tested('NoCoverage')] },
};

const LISTED: Accepted = {
  file: 'checks/token/accepted.ts',
  line: 'if (a<=b) go();',
  change: 'a<=b) -> a > b',
  reason: 'a is never b',
};

it('what failed a test or ran for ever was noticed, and what was not tried counts for nothing', () => {
  const score = scoreOf(FILES, []);
  expect(score).toEqual({ noticed: 2, endless: 1, accepted: 0, of: 4 });
  expect(percentOf(score)).toBe(50);
});

it('what is listed with a reason counts neither for nor against', () => {
  const score = scoreOf(FILES, [LISTED]);
  expect(score).toEqual({ noticed: 2, endless: 1, accepted: 1, of: 4 });
  expect(percentOf(score)).toBeCloseTo(66.67);
});

it.each([
  ['file', 'checks/token/portal.ts'],
  ['line', 'if (a<=b) stop();'],
  ['change', 'a<=b) -> a < b'],
] as const)('another %s is not listed', (part, other) => {
  expect(scoreOf(FILES, [{ ...LISTED, [part]: other }]).accepted).toBe(0);
});

it('what is noticed is no less noticed because it is listed', () => {
  const killed = { ...LISTED, line: 'if (a<=b) stop();' };
  expect(scoreOf(FILES, [killed])).toEqual({ noticed: 2, endless: 1, accepted: 0, of: 4 });
});

it('rooms have a line each', () => {
  expect(
    table(FILES, [LISTED])
      .split('\n')
      .map((line) => line.replaceAll(/ +/g, ' ')),
  ).toEqual(['checks/token 1 of 2, 1 listed', 'src/doctor 1 of 2', '']);
});

it('what nobody noticed is told with its place and what stood there, what is listed last', () => {
  expect(missLines(missesOf(FILES, []))).toEqual([
    'checks/token/accepted.ts:2 Survived: a<=b) -> a > b',
    'src/doctor/diagnose.ts:1 NoCoverage: a<=b -> a > b',
  ]);
  expect(missLines(missesOf(FILES, [LISTED]))).toEqual([
    'src/doctor/diagnose.ts:1 NoCoverage: a<=b -> a > b',
    'checks/token/accepted.ts:2 listed: a<=b) -> a > b; a is never b',
  ]);
});
