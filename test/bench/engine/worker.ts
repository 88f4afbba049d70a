/**
 * A worker to measure, as a process of its own: `worker.ts store ADDRESS` is an engine beside others on one database,
 * `worker.ts library ADDRESS` the queue's library alone. Ten milliseconds of waiting are the work on an event.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgresJournal } from '../../../src/engine/journal/postgres/journal.ts';
import { createEngine } from '../../../src/engine/run/engine.ts';
import { systemTimers } from '../../../src/engine/run/timers.ts';
import { DEFAULT_SETTINGS } from '../../../src/engine/settings.ts';
import { LIBRARY_QUEUE, openLibrary } from './library.ts';

const WORK_MS = 10;

/** Whatever comes is decided on and ended: the messages that it names are nowhere. */
async function workAsEngine(address: string): Promise<void> {
  const engine = createEngine({
    settings: { ...DEFAULT_SETTINGS, aiUser: 'A-1' },
    journal: await openPostgresJournal(address, { shared: true }),
    outbound: { perform: () => sleep(WORK_MS, null as never) },
    responder: async () => ({ kind: 'silent' }),
    delivery: async () => ({ channel: 'none' }),
    timers: systemTimers,
    onFault: (fault) => {
      throw fault;
    },
  });
  await engine.start();
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
