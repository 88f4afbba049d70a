/** `engine status`: what waits, for how long, and how everything ended. */
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { SCHEMA_VERSION } from '../../../src/engine/journal/sqlite/schema.ts';
import { folderWith } from '../../config/folder.ts';
import { delivery, message } from '../../engine/journal/builders.ts';
import { type Outcome, runHere } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { chatMessage, DONE, FAILED, journalOf, OWNED_BY_A_REP } from './journals.ts';

const DAY = 86_400_000;

async function status(file: string, ...flags: readonly string[]): Promise<Outcome> {
  return runHere(['engine', 'status', '--journal', file, ...flags], { width: 200 });
}

/** A journal that took deliveries which nobody has taken apart, the first of them so long ago. */
async function taken(agoMs: number, ...deliveries: readonly number[]): Promise<string> {
  const file = join(await folderWith(), 'engine.journal');
  const journal = await openSqliteJournal(file);
  for (const [index, events] of deliveries.entries()) {
    const batch = Array.from({ length: events }, () => message());
    await journal.take(delivery(batch), Date.now() - agoMs + index);
  }
  await journal.close();
  return file;
}

describe('a journal', () => {
  test('of which everything ended', async () => {
    const file = await journalOf({ outcome: DONE }, { outcome: OWNED_BY_A_REP }, { outcome: FAILED });
    const { code, out, err } = await status(file, '--fail-on', 'warn');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [place, ...rest] = out.split('\n');
    expect(place).toMatch(/engine\.journal \(version \d+, \d+\.\d kB\)$/);
    expect(rest).toEqual(['3 received: 1 done, 1 skipped (1 owner-not-ai-user), 1 failed (1 timeout)', '']);
  });

  test('that is far behind says for how long, and is a warning', async () => {
    const file = await journalOf({ outcome: DONE }, { event: chatMessage({ messageId: 'm2' }) });
    const { code, out } = await status(file);
    expect(code).toBe(0);
    expect(out).toContain('2 received: 1 done, 0 skipped, 0 failed, 1 open\n');
    expect(out).toMatch(/^Too far behind: the oldest open event has waited \d+ days; up to 5 min counts/m);
    // Why is not known.
    expect(out).toContain('\nIs an engine running on this journal?');
    expect(out.replaceAll(/\s+/g, ' ')).toContain(`engine journal --journal ${file} --status begun`);
    expect(await status(file, '--fail-on', 'warn')).toMatchObject({ code: 1, out });
  });

  test.each([
    ['a moment ago', 90_000, /^The oldest open event has waited 9\d s\.$/m],
    ['minutes ago', 4 * 60_000, /^The oldest open event has waited 4 min\.$/m],
    ['in time to come, by a clock that was set back', -DAY, /^The oldest open event has waited 0 s\.$/m],
    ['hours ago', DAY, /^Too far behind: the oldest open event has waited 24 h;/m],
  ])(
    'with deliveries that came %s and were not taken apart counts each event as open',
    async (_when, ago, said) => {
      const { out } = await status(await taken(ago, 1, 100, 3));
      expect(out).toContain('104 received: 0 done, 0 skipped, 0 failed, 104 open\n');
      expect(out).toMatch(said);
    },
  );

  test('as JSON is what scripts read', async () => {
    const file = await taken(DAY, 2);
    const told = JSON.parse((await status(file, '--format', 'json')).out);
    expect(told).toEqual({
      schemaVersion: 1,
      store: { place: file, version: SCHEMA_VERSION, bytes: expect.any(Number) },
      counters: { received: 2, open: 2, done: 0, interrupted: 0, skipped: {}, failed: {}, refused: 0 },
      lagMs: expect.any(Number),
      isFarBehind: true,
    });
    expect(told.lagMs).toBeGreaterThanOrEqual(DAY);
  });

  test('that is missing, damaged or something else is refused in a sentence', async () => {
    const cwd = await folderWith({ 'notes.txt': 'hello' });
    const missing = await runHere(['engine', 'status'], { cwd });
    expectUsageError(missing, 'opencx-hubspot.journal does not exist', '--journal FILE names another');
    expectUsageError(await status(join(cwd, 'notes.txt')), 'is not a journal of opencx-hubspot');
    const damaged = await journalOf({ outcome: DONE });
    await truncate(damaged, 9_000);
    expectUsageError(await status(damaged), 'is damaged');
  });
});
