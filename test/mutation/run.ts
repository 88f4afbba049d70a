/**
 * `npm run mutation`: breaks rules of the doctor, the engine and the logs, one at a time, and says which of them no test
 * misses. `npm run mutation -- --count 100 --seed other` draws fewer, or others.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process, { stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { figure } from '../support/figure.ts';
import { ACCEPTED } from './accepted.ts';
import { cpuMinutes } from './cpu-time.ts';
import { draw, type Mutant } from './draw.ts';
import { changeOf, isOf, missesOf, missLines, percentOf, scoreOf, table } from './score.ts';
import { installTester, mutantsOf, testMutants } from './tester.ts';

/** The rules: what is judged, concluded, decided, and read out of logs. */
const RULES = [
  'checks/*/*.ts',
  'src/doctor/**/*.ts',
  'src/engine/decide/**/*.ts',
  'src/logs/analysis/**/*.ts',
];
const WANTED = 90;
const ROOT = join(import.meta.dirname, '..', '..');

const { values } = parseArgs({
  options: { count: { type: 'string', default: '500' }, seed: { type: 'string', default: 'opencx' } },
});

await installTester();
const all = await mutantsOf(RULES);
const idle = idleEntries(all);
for (const { file, line, change } of idle) {
  stdout.write(`Listed with a reason, and no mutant any more: ${file}, ${line}: ${change}\n`);
}
const ranges = draw(all, Number(values.count), values.seed);
stderr.write(`${all.length} mutants; ${ranges.length} places are broken.\n`);
const files = await testMutants(ranges);
stdout.write(table(files, ACCEPTED));
for (const line of missLines(missesOf(files, ACCEPTED))) stdout.write(`${line}\n`);
const score = scoreOf(files, ACCEPTED);
const percent = percentOf(score);
const { noticed, endless, accepted, of } = score;
figure('rules broken one at a time', {
  tried: of,
  noticed,
  'listed with a reason': accepted,
  'not noticed': of - noticed - accepted,
});
const minutes = cpuMinutes();
stdout.write(
  `${[
    `${noticed} of ${of} mutants are noticed (${endless} of them run for ever), ${accepted} more are listed with a reason`,
    `${percent.toFixed(1)} % without the listed ones, ${((100 * noticed) / of).toFixed(1)} % of all; wanted: ${WANTED} %`,
    `seed ${values.seed}${minutes === undefined ? '' : `, ${minutes.toFixed(1)} minutes of one processor`}`,
  ].join('\n')}\n`,
);
if (percent < WANTED || idle.length > 0) process.exitCode = 1;

/** What is listed of code that is not there any more, or is otherwise now. */
function idleEntries(mutants: readonly Mutant[]) {
  const byFile = Map.groupBy(mutants, ({ fileName }) => fileName);
  return ACCEPTED.filter((entry) => {
    const source = readFileSync(join(ROOT, entry.file), 'utf8');
    return !(byFile.get(entry.file) ?? []).some(({ location: { start, end }, replacement }) => {
      // The instrumenter counts from 0.
      const from1 = (place: typeof start) => ({ line: place.line + 1, column: place.column + 1 });
      const location = { start: from1(start), end: from1(end) };
      return isOf(entry, changeOf(entry.file, source, { location, replacement }));
    });
  });
}
