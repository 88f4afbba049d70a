/** What a case leaves open: a look at something else mends nothing. */
import { expect, test } from 'vitest';
import type { CaseStory } from '../../../src/doctor/cases/story.ts';
import { folderWith } from '../../config/folder.ts';
import { runHere } from '../../support/cli.ts';
import { look } from './days.ts';

const NAME = 'ACME-7';
const TWO_FAULTS = 'owners-scope-missing+throttle-too-low';

async function openIn(cwd: string): Promise<Pick<CaseStory, 'status' | 'causes'>> {
  const { out } = await runHere(['case', 'show', NAME, '--format', 'json'], { cwd });
  const { status, causes } = JSON.parse(out) as CaseStory;
  return { status, causes };
}

test('a cause that was found stays open until a run looks for it again', async () => {
  const cwd = await folderWith();
  const run = (...args: string[]) => look(cwd, ['--case', NAME, '--quiet', ...args]);
  await run('--sandbox', TWO_FAULTS);
  // As "Verify:" of the other cause says it, more than once.
  for (let times = 0; times < 2; times += 1) {
    const { code } = await run('--only', 'webhooks/throttle', '--sandbox', 'owners-scope-missing');
    expect(code).toBe(0);
    expect(await openIn(cwd)).toEqual({ status: 'problems', causes: [{ id: 'owners-scope-missing' }] });
  }
  const list = await runHere(['case', 'list'], { cwd });
  expect(list.out).toContain('owners-scope-missing');
  // What nothing can be told of is not mended either, however often.
  for (let times = 0; times < 2; times += 1) {
    await run('--offline', '--sandbox', 'owners-scope-missing');
    expect((await openIn(cwd)).causes).toContainEqual({ id: 'owners-scope-missing' });
  }
  await run('--sandbox', 'healthy-email');
  expect(await openIn(cwd)).toEqual({ status: 'healthy', causes: [] });
});

test('a conversation that is no longer looked at keeps what was found in it', async () => {
  const cwd = await folderWith();
  const run = (...args: string[]) => look(cwd, ['--case', NAME, '--sandbox', 'healthy-email', ...args]);
  await run('--thread', '8243595013', '--thread', '999');
  const { out } = await run('--thread', '8243595013');
  expect(out).toContain('what was found then was not looked at now (problems then)');
  expect(await openIn(cwd)).toEqual({
    status: 'problems',
    causes: [{ id: 'conversation-not-found', thread: '999' }],
  });
});
