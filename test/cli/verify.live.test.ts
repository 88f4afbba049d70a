/** The command that proves a fix looks where the run looked that named it, and finds the same cause as long as it is there. */
import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { runHere } from '../support/cli.ts';

async function reportOf(args: readonly string[]): Promise<Report> {
  return JSON.parse((await runHere([...args, '--format', 'json'])).out);
}

/** The words of a command of ours, as a shell hands them over where nothing is quoted. */
function wordsOf(command: string): string[] {
  return command.split(' ').slice(1);
}

test.each(['throttle-too-low', 'owners-scope-missing', 'reply-internal'])('%s', async (portal) => {
  const [cause] = (await reportOf(['doctor', '--sandbox', portal])).causes;
  const verify = cause?.fixes[0]?.verify ?? '';
  expect(verify).toContain(`--sandbox ${portal}`);
  expect(cause?.fixes[0]?.steps.join('\n')).toContain(`\`${verify}\``);
  const again = await reportOf(wordsOf(verify));
  expect(again.causes.map(({ id }) => id)).toContain(cause?.id);
});

test('the answer that the next test waits for takes the place of the one that was given', async () => {
  const { nextTest } = await reportOf(['doctor', '--sandbox', 'throttle-too-low']);
  const { causes } = await reportOf(wordsOf(nextTest?.command?.replace('=VALUE', '=100') ?? ''));
  expect(causes).toEqual([]);
});
