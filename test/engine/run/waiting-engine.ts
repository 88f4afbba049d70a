/**
 * Takes events whose work never ends, each in a conversation of its own, and says what it weighs after each lot.
 * Started as a process of its own: `waiting-engine.ts JOURNAL LOT...`, with the collector exposed.
 */
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { createEngine } from '../../../src/engine/run/engine.ts';
import { systemTimers } from '../../../src/engine/run/timers.ts';
import { DEFAULT_SETTINGS } from '../../../src/engine/settings.ts';

/** What it weighs, in bytes. */
export interface Weight {
  waiting: number;
  heap: number;
  resident: number;
}

const [file = '', ...lots] = process.argv.slice(2);
const BATCH = 100;
const journal = await openSqliteJournal(file);
const never = () => new Promise<never>(() => {});
const engine = createEngine({
  settings: { ...DEFAULT_SETTINGS, aiUser: 'A-1' },
  journal,
  outbound: { perform: never },
  responder: never,
  delivery: never,
  timers: systemTimers,
  onFault: (fault) => {
    throw fault;
  },
});
await engine.start();

let taken = 0;
for (const lot of lots) {
  const until = taken + Number(lot);
  while (taken < until) {
    const body = Buffer.from(JSON.stringify(Array.from({ length: BATCH }, message)));
    await journal.take({ body, events: BATCH, note: null }, Date.now());
    engine.accepted();
  }
  globalThis.gc?.();
  const { heapUsed: heap, rss: resident } = process.memoryUsage();
  const weight: Weight = { waiting: (await journal.counters()).open, heap, resident };
  process.stdout.write(`${JSON.stringify(weight)}\n`);
}
process.exit();

function message(): Record<string, unknown> {
  taken += 1;
  return {
    subscriptionType: 'conversation.newMessage',
    objectId: `${5_000_000 + taken}`,
    portalId: 1,
    eventId: taken,
    occurredAt: taken,
    attemptNumber: 0,
    messageId: `m${taken}`,
    messageType: 'MESSAGE',
  };
}
