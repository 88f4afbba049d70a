/**
 * `npm run mutation`: breaks rules of the doctor, the engine and the logs, one at a time, and says which of them no test
 * misses. `npm run mutation -- --count 100 --seed other` draws fewer, or others.
 */
import process, { stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { figure } from '../support/figure.ts';
import { draw } from './draw.ts';
import { scoreOf, survivorsOf, table } from './score.ts';
import { installTester, mutantsOf, testMutants } from './tester.ts';

/** The rules: what is judged, concluded, decided, and read out of logs. */
const RULES = [
  'checks/*/*.ts',
  'src/doctor/**/*.ts',
  'src/engine/decide/**/*.ts',
  'src/logs/analysis/**/*.ts',
];
const WANTED = 90;

const { values } = parseArgs({
  options: { count: { type: 'string', default: '500' }, seed: { type: 'string', default: 'opencx' } },
});

await installTester();
const all = await mutantsOf(RULES);
const ranges = draw(all, Number(values.count), values.seed);
stderr.write(`${all.length} mutants; ${ranges.length} places are broken.\n`);
const files = await testMutants(ranges);
stdout.write(table(files));
const survivors = survivorsOf(files);
for (const line of survivors) stdout.write(`${line}\n`);
const { noticed, of } = scoreOf(Object.values(files));
figure('rules broken one at a time', { tried: of, noticed, 'not noticed': of - noticed });
const percent = (100 * noticed) / of;
stdout.write(`${noticed} of ${of} mutants are noticed, ${percent.toFixed(1)} %; wanted: ${WANTED} %.\n`);
if (percent < WANTED) process.exitCode = 1;
