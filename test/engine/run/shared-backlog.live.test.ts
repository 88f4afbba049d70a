import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { WorkedJournal } from '../../../src/engine/journal/lane-queue.ts';
import { openPostgresJournal } from '../../../src/engine/journal/postgres/journal.ts';
import { Lanes, Slots } from '../../../src/engine/run/lanes.ts';
import { SharedBacklog } from '../../../src/engine/run/shared-backlog.ts';
import { WITHOUT_QUEUE, withDatabase } from '../../support/postgres.ts';
import { some } from '../../support/proof.ts';
import { arrival, DONE, message, T0 } from '../journal/builders.ts';
import { seeded } from './random.ts';

const ENGINES = 3;
const THREADS = 12;
const EVENTS = 300;

interface Done {
  by: number;
  lane: string;
  id: number;
  from: number;
  to: number;
}

/** As an engine works, with a little nothing in the place of HubSpot. */
function backlogOver(journal: WorkedJournal, by: number, done: Done[]): SharedBacklog {
  const { queue } = journal;
  if (!queue) throw new Error('The journal is not shared.');
  const slots = new Slots(8);
  return new SharedBacklog({
    queue,
    lanes: new Lanes(slots),
    slots,
    laneLimit: 100,
    async work(id, over) {
      const [event] = await journal.list({ ids: [id] });
      const from = performance.now();
      await over.begin(id, Date.now());
      await sleep(id % 5);
      done.push({ by, lane: event?.lane ?? '', id, from, to: performance.now() });
      await over.finish(id, Date.now(), DONE);
      return true;
    },
    close: async () => true,
    again: () => sleep(100),
    now: () => Date.now(),
    onFault: (error) => {
      throw error;
    },
  });
}

describe.skipIf(WITHOUT_QUEUE !== undefined)('engines that share a journal', () => {
  test.each(some([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))(
    'work everything once, each thread in order and in one hand at a time (seed %i)',
    (seed) =>
      withDatabase(async (address) => {
        const random = seeded(seed);
        const done: Done[] = [];
        const journals = await Promise.all(
          Array.from({ length: ENGINES }, () => openPostgresJournal(address, { shared: true })),
        );
        const backlogs = journals.map((journal, by) => backlogOver(journal, by, done));
        for (const backlog of backlogs) await backlog.start();
        for (let sent = 0; sent < EVENTS; sent += 1) {
          const by = random.below(ENGINES);
          const objectId = String(501 + random.below(THREADS));
          await journals[by]?.accept([arrival(message({ objectId }))], T0 + sent);
          backlogs[by]?.grew();
          if (random.chance(0.1)) await sleep(random.below(20));
        }
        const isOver = async () => ((await journals[0]?.counters())?.open ?? 0) === 0;
        for (let looks = 0; !(await isOver()) && looks < 200; looks += 1) await sleep(100);
        for (const backlog of backlogs) {
          backlog.stop();
          await backlog.idle();
        }
        for (const journal of journals) await journal.close();

        expect(done.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
          Array.from({ length: EVENTS }, (_, index) => index + 1),
        );
        for (const lane of Map.groupBy(done, (one) => one.lane).values()) {
          const overtaken = lane.slice(1).filter(({ id, from }, index) => {
            const before = lane[index];
            return before !== undefined && (before.id > id || before.to > from);
          });
          expect(overtaken).toEqual([]);
        }
        expect(new Set(done.map(({ by }) => by)).size).toBe(ENGINES);
      }),
    60_000,
  );
});
