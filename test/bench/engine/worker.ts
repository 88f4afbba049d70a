/**
 * A worker to measure, as a process of its own: `worker.ts store ADDRESS` is an engine beside others on one database,
 * `worker.ts library ADDRESS` the queue's library alone. Ten milliseconds of waiting are the work on an event.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgresJournal } from '../../../src/engine/journal/postgres/journal.ts';
import { engineAtWork } from './at-work.ts';
import { LIBRARY_QUEUE, openLibrary } from './library.ts';

const WORK_MS = 10;

async function workAsEngine(address: string): Promise<void> {
  const journal = await openPostgresJournal(address, { shared: true });
  await engineAtWork(journal, () => sleep(WORK_MS, null as never));
}

/** As many at once as an engine works; asks for more as long as there is more. */
async function workAsLibrary(address: string): Promise<void> {
  const boss = await openLibrary(address);
  const pace = { pollingIntervalSeconds: 0.5, burstWhenBatchFull: true };
  await boss.work(LIBRARY_QUEUE, { localConcurrency: 64, ...pace }, () => sleep(WORK_MS));
}

const [, , kind, address = ''] = process.argv;
await (kind === 'library' ? workAsLibrary(address) : workAsEngine(address));
process.stdout.write('ready\n');
