import { env } from 'node:process';
import { describe, expect, test } from 'vitest';
import { WITHOUT_POSTGRES, withDatabase } from '../../support/postgres.ts';
import { PROOF } from '../../support/proof.ts';
import { answeredKeys, brokenPromises, countPromises, repliedTo } from './broken-promises.ts';
import { type CrashRun, crashAgainAndAgain, MOMENTS, type Moment } from './crash-run.ts';

/** A kill each, and `CRASH_SEED=n` at another time: at those that are sure to hit, and with PROOF at all, twice. */
const KILLS: readonly Moment[] = PROOF
  ? [...MOMENTS, ...MOMENTS]
  : ['while it starts', 'before a call', 'after a write'];
const SEED = Number(env['CRASH_SEED'] ?? 1);
const LONGEST_ROUND_MS = 20_000;
const FINISHING_MS = 60_000;

describe.each([
  { store: 'SQLite', run: (test: (address?: string) => Promise<void>) => test() },
  { store: 'Postgres', run: (test: (address?: string) => Promise<void>) => withDatabase(test) },
])('with its journal in $store', ({ store, run: within }) => {
  test.skipIf(store === 'Postgres' && WITHOUT_POSTGRES !== undefined)(
    'an engine that is killed again and again loses nothing that it answered, and does nothing twice',
    () =>
      within(async (address) => {
        const run = await crashAgainAndAgain(KILLS, SEED, address);
        process.stdout.write(`${figures(run)}\n`);
        const broken = countPromises(`one engine on ${store}, killed`, run, { times: KILLS.length });
        expect(broken, `run it again with CRASH_SEED=${SEED}`).toEqual([]);

        // The run means something only if it was hit where it hurts.
        for (const moment of KILLS) expect(run.kills[moment]).toBeGreaterThan(0);
        expect(run.counters.interrupted).toBeGreaterThan(0);
        expect(run.deliveries.some(({ outcome }) => outcome === 'to-be-retried')).toBe(true);
        expect(repliedTo(run).length).toBeGreaterThan(KILLS.length);
        expect(run.writes.some(({ path, status }) => path.endsWith('/tickets') && status === 201)).toBe(true);
        expect(run.delivered.length).toBeGreaterThan(0);
      }),
    KILLS.length * LONGEST_ROUND_MS + FINISHING_MS,
  );
});

function figures(run: CrashRun): string {
  const { kills, written, deliveries, counters, writes, delivered } = run;
  const answered = deliveries.filter(({ status }) => status === 200).length;
  const tickets = writes.filter(({ path, method }) => method === 'POST' && path.endsWith('/objects/tickets'));
  const promises = brokenPromises(run);
  const count = (kind: RegExp) => promises.filter((promise) => kind.test(promise)).length;
  return [
    `kills: ${Object.entries(kills)
      .map(([moment, times]) => `${times} ${moment}`)
      .join(', ')}`,
    `messages of customers: ${written.length}`,
    `deliveries tried: ${deliveries.length}, answered 200: ${answered}, their different events: ${answeredKeys(run).size}`,
    `events in the journal: ${counters.received}: ${counters.done} done, ${sum(counters.skipped)} skipped (${counters.skipped['duplicate'] ?? 0} as repetitions), ${sum(counters.failed)} failed, ${counters.interrupted} interrupted, ${counters.open} open`,
    `replies: ${repliedTo(run).length}, tickets: ${tickets.length}, rep's replies passed on: ${delivered.length}`,
    `lost: ${count(/lost|never|no event|repetition only/)}, doubled: ${count(/two|twice/)}, out of order: ${count(/overtook/)}`,
  ].join('\n');
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
