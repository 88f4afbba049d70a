/** The engine's journal as evidence: what the doctor concludes from it. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { folderWith } from '../../config/folder.ts';
import { runHere } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { ask, engineHere, portal, until } from './engine.ts';
import { FAILED, journalOf, OWNED_BY_A_REP } from './journals.ts';

const FROM_JOURNAL = [
  'processing/outcome',
  'webhooks/delivering',
  'webhooks/subscriptions',
  'webhooks/committed',
] as const;

async function diagnose(
  args: readonly string[],
  around: Parameters<typeof runHere>[1] = {},
): Promise<Report> {
  const only = ['--only', FROM_JOURNAL.join(',')];
  const { out, err } = await runHere(['doctor', '--no-input', '--format', 'json', ...only, ...args], around);
  if (out === '') throw new Error(err);
  return JSON.parse(out);
}

function statuses({ checks }: Report): Record<string, string | undefined> {
  return Object.fromEntries(FROM_JOURNAL.map((id) => [id, checks[id]?.status]));
}

const causes = ({ causes }: Report) => causes.map(({ id, measured }) => [id, measured]);

describe('after a whole story', () => {
  async function playedStory() {
    const cwd = await folderWith();
    const story = ['engine', 'start', '--sandbox', 'healthy-email', '--no-delays'];
    await runHere([...story, '--journal', 'story.journal'], { cwd });
    return join(cwd, 'story.journal');
  }

  test('all that no API tells is known from the journal', async () => {
    const [file, { env }] = await Promise.all([playedStory(), portal('healthy-email')]);
    const without = await diagnose([], { env });
    expect(statuses(without)).toMatchObject({
      'webhooks/subscriptions': 'manual',
      'webhooks/committed': 'manual',
    });
    const report = await diagnose(['--journal', file, '--mode', 'legacy-app'], { env });
    expect(statuses(report)).toEqual(Object.fromEntries(FROM_JOURNAL.map((id) => [id, 'pass'])));
    expect(report.evidence['journal.events']).toMatchObject({ source: 'journal', outcome: 'ok' });
    expect(report.checks['webhooks/delivering']?.summary).toMatch(/^Events arrive: \d+ so far, the last at /);
    expect(report.checks['webhooks/committed']?.summary).toContain('All three events were sent');
    expect(report.status).toBe('healthy');
  });

  test('it is shown where it came from, and offline too', async () => {
    const report = await diagnose(['--journal', await playedStory(), '--offline']);
    expect(report.checks['processing/outcome']).toMatchObject({
      status: 'pass',
      evidence: ['journal.events'],
    });
    expect(report.checks['webhooks/subscriptions']?.status).toBe('pass');
  });
});

test('an engine that may not answer anywhere is told by its reason', async () => {
  const [{ env }, cwd] = await Promise.all([portal('owner-not-ai-user'), folderWith()]);
  const engine = await engineHere(['--default-user', 'A-7001', '--journal', 'own.journal'], { env, cwd });
  await ask(engine);
  await until(() => engine.printed.out.includes('#1 '));
  // The doctor reads beside the engine that writes.
  const report = await diagnose(['--journal', 'own.journal'], { env, cwd });
  expect(statuses(report)['processing/outcome']).toBe('fail');
  expect(causes(report)).toEqual([['event-skipped', '1 received, 0 done, 1 skipped, 0 failed']]);
  expect(report.causes[0]?.title).toContain('the conversation was not assigned to the AI user');
  expect(report.checks['processing/outcome']?.summary).toMatch(/^All events received were skipped, /);
});

test.each([
  [
    'skipped',
    [{ outcome: OWNED_BY_A_REP }, { outcome: OWNED_BY_A_REP }],
    'event-skipped',
    '0 done, 2 skipped, 0 failed',
  ],
  [
    'failed',
    [{ outcome: OWNED_BY_A_REP }, { outcome: FAILED }],
    'event-failed',
    '0 done, 1 skipped, 1 failed',
  ],
])('events that were %s are the cause', async (_, past, cause, counts) => {
  const report = await diagnose(['--journal', await journalOf(...past), '--offline']);
  expect(causes(report)).toEqual([[cause, `2 received, ${counts}`]]);
});

test('an event that is still worked on is no verdict', async () => {
  const report = await diagnose(['--journal', await journalOf({}), '--offline']);
  expect(statuses(report)['processing/outcome']).toBe('unknown');
});

test('an empty journal says nothing about the work', async () => {
  const report = await diagnose(['--journal', await journalOf(), '--offline']);
  expect(statuses(report)).toMatchObject({ 'processing/outcome': 'na', 'webhooks/delivering': 'unknown' });
});

describe('a file that is no journal is wrong usage', () => {
  test('a missing one, which is not made', async () => {
    const cwd = await folderWith();
    const outcome = await runHere(['doctor', '--no-input', '--journal', 'engine.journal'], { cwd });
    expectUsageError(outcome, 'engine.journal does not exist.');
    expect(await readdir(cwd)).toEqual([]);
  });

  test('one that holds something else', async () => {
    const cwd = await folderWith({ 'notes.txt': 'Buy milk.' });
    const outcome = await runHere(['doctor', '--no-input', '--journal', 'notes.txt'], { cwd });
    expectUsageError(outcome, 'is not a journal of opencx-hubspot');
  });
});
