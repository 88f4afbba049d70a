/** Whose names stand where: all on the screen, in the bundle those that somebody wants there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';

/** Robin Reed (A-7002) owns the conversation in place of the AI user (A-7001), OpenCX Assistant. */
const PORTAL = 'owner-not-ai-user';
const [REP, AI_USER] = ['Robin Reed', 'OpenCX Assistant'];

async function saved(...words: string[]) {
  const cwd = await folderWith({
    'said.yaml': 'answers: { webhooks.throttle: { value: 10, by: Ann Admin } }',
  });
  const run = [
    'doctor',
    '--sandbox',
    PORTAL,
    '--no-input',
    '--full',
    '--answers',
    'said.yaml',
    '--save',
    'run.json',
  ];
  const { out } = await runHere([...run, ...words], { cwd });
  const again = await runHere(['doctor', '--from', 'run.json', '--full'], { cwd });
  return { out, bundle: await readFile(join(cwd, 'run.json'), 'utf8'), again: again.out };
}

test('names stay on the screen, and the bundle holds that of the AI user alone', async () => {
  const { out, bundle, again } = await saved();
  for (const name of [REP, AI_USER, 'Ann Admin']) expect(out).toContain(name);
  expect(bundle).toContain(AI_USER);
  expect(again).toContain(AI_USER);
  for (const name of [REP, 'Robin', 'Ann Admin']) expect(bundle + again).not.toContain(name);
});

test('--keep-names keeps those of users and of who answered, and nothing of a customer', async () => {
  const { bundle, again } = await saved('--keep-names');
  for (const name of [REP, AI_USER, 'Ann Admin']) {
    expect(bundle).toContain(name);
    expect(again).toContain(name);
  }
  expect(bundle).not.toMatch(/jane|@example\.test/i);
});

test('--keep-names without --save is refused', async () => {
  const { code, err } = await runHere(['doctor', '--sandbox', PORTAL, '--keep-names']);
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringContaining('--keep-names says what the bundle of --save holds.'),
  });
});
