/** `doctor recheck CAUSE --case NAME`. */
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../../src/doctor/compare.ts';
import { folderWith } from '../../config/folder.ts';
import { runHere } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { daysLater, filesOf, look } from './days.ts';

const NAME = 'ACME-123';
const TWO_FAULTS = 'owners-scope-missing+throttle-too-low';

async function recheck(cwd: string, cause: string, ...args: readonly string[]) {
  return runHere(['doctor', 'recheck', cause, '--case', NAME, '--no-input', ...args], { cwd });
}

test('compares with the latest run that showed the cause, and is kept', async () => {
  const cwd = await folderWith();
  await look(cwd, ['--case', NAME, '--sandbox', TWO_FAULTS]);
  await daysLater(cwd, NAME, 3);
  const still = await recheck(cwd, 'owners-scope-missing');
  expect(still.code).toBe(1);
  const { out, code } = await recheck(
    cwd,
    'owners-scope-missing',
    '--sandbox',
    'throttle-too-low',
    '--format',
    'json',
  );
  expect(code).toBe(0);
  const { causes } = JSON.parse(out) as Comparison;
  expect(causes.mended.map(({ id }) => id)).toEqual(['owners-scope-missing']);
  const { out: told } = await runHere(['case', 'show', NAME], { cwd, width: 120 });
  expect(told).toContain('recheck owners-scope-missing: still open owners-scope-missing');
  expect(told).toContain('recheck owners-scope-missing: mended owners-scope-missing');
  expect(told).toMatch(/^PROBLEMS {2}open: throttle-too-low$/m);
  expect(await filesOf(cwd, NAME, '.bundle.json')).toHaveLength(3);
});

test('is no run that the next one is compared with: it looked at less', async () => {
  const cwd = await folderWith();
  await look(cwd, ['--case', NAME, '--sandbox', TWO_FAULTS]);
  await recheck(cwd, 'throttle-too-low');
  const { out } = await look(cwd, ['--case', NAME]);
  expect(out).toContain('2 still open (owners-scope-missing, throttle-too-low)');
});

describe('refuses', () => {
  test('a case that does not show the cause, and names what it shows', async () => {
    const cwd = await folderWith();
    await look(cwd, ['--case', NAME, '--sandbox', 'throttle-too-low']);
    expectUsageError(await recheck(cwd, 'owners-scope-missing'), 'has not shown', 'throttle-too-low');
  });

  test('a case that is not there, and begins none', async () => {
    const cwd = await folderWith();
    expectUsageError(await recheck(cwd, 'owners-scope-missing'), `There is no case ${NAME}`);
    expect((await runHere(['case', 'list'], { cwd })).out).toContain('No case is kept');
  });

  test('a file beside the case', async () => {
    const cwd = await folderWith({ 'run.json': '{}' });
    expectUsageError(await recheck(cwd, 'owners-scope-missing', '--from', 'run.json'), '--case and --from');
  });
});
