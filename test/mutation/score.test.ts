import { expect, it } from 'vitest';
import { scoreOf, survivorsOf, table } from './score.ts';
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

it('what failed a test or ran for ever was noticed, and what was not tried counts for nothing', () => {
  expect(scoreOf(Object.values(FILES))).toEqual({ noticed: 2, of: 4 });
});

it('rooms have a line each', () => {
  expect(
    table(FILES)
      .split('\n')
      .map((line) => line.replaceAll(/ +/g, ' ')),
  ).toEqual(['checks/token 1 of 2', 'src/doctor 1 of 2', '']);
});

it('what nobody noticed is told with its place and what stood there', () => {
  expect(survivorsOf(FILES)).toEqual([
    'checks/token/accepted.ts:2 Survived: a<=b) -> a > b',
    'src/doctor/diagnose.ts:1 NoCoverage: a<=b -> a > b',
  ]);
});
