import { writeSync } from 'node:fs';
import { openSqliteJournal } from '../../../../src/engine/journal/sqlite/journal.ts';
import { arrival, DONE, T0 } from '../builders.ts';

/**
 * Takes deliveries of three events until it is killed, several a turn, and says each event's number once it is
 * durable; works some of them, as an engine would. Started as a process of its own: `accepting-engine.ts FILE`.
 */
const STDOUT = 1;
const journal = await openSqliteJournal(process.argv[2] ?? '');

async function deliver(): Promise<void> {
  const events = await journal.accept([arrival(), arrival(), arrival()], T0);
  writeSync(STDOUT, events.map(({ id }) => `accepted ${id}\n`).join(''));
  const [first, second] = events;
  if (first === undefined || second === undefined) return;
  await Promise.all([journal.begin(first.id, T0), journal.begin(second.id, T0)]);
  await journal.finish(first.id, T0, DONE);
  writeSync(STDOUT, `done ${first.id}\n`);
}

async function deliverForEver(): Promise<never> {
  for (;;) await deliver();
}

await Promise.all([deliverForEver(), deliverForEver(), deliverForEver(), deliverForEver()]);
