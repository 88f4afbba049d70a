import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteJournal } from '../../src/engine/journal/sqlite/journal.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { deliveryTo, type EventBody, envelope, newMessage } from './engine/deliveries.ts';
import { asFastAsAnswered } from './engine/load.ts';
import { ended } from './engine/servers.ts';
import { type Figure, median } from './figures.ts';
import { BIN } from './processes.ts';

const EVENTS = 1_000_000;
/** A figure is taken after each. */
const STAGE = 10_000;
/** What the memory after all events is compared with: that after so many. */
const COMPARED_WITH = 100_000;
const GROWTH_GOAL = 1.2;
/** No stage is begun after it: what was worked by then is what is told of. */
const LONGEST_MS = 15 * 60_000;
const BATCH = 100;
const CONNECTIONS = 4;
/** Customers' messages in a stage that the engine fetches and answers; everything else is skipped. */
const ANSWERED = 50;
/** Stages on either side that a figure is the median of: a single look may fall on a moment before memory is given back. */
const NEIGHBOURS = 3;
const LONGEST_STAGE_MS = 240_000;
const LOOK_EVERY_MS = 50;

/** Memory of an engine as users run it, over a million events, most of them skipped. */
export async function engineMemory(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  const sandbox = await startSandbox(await loadPortal('healthy-email'));
  const journal = join(folder, 'journal');
  const engine = startEngine(sandbox, journal);
  try {
    const url = await takesEventsAt(engine);
    const stages = [megabytes(engine)];
    const startedAt = performance.now();
    const isInTime = () => performance.now() - startedAt < LONGEST_MS;
    while (stages.length <= EVENTS / STAGE && isInTime()) {
      const deliveries = await mixed(sandbox, STAGE, ANSWERED);
      await asFastAsAnswered(
        url,
        deliveries.map((batch) => deliveryTo(url, batch)),
        CONNECTIONS,
      );
      await worked(journal);
      stages.push(megabytes(engine));
    }
    return figuresOf(stages, performance.now() - startedAt, await endings(journal));
  } finally {
    await ended(engine, 'SIGKILL');
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

function startEngine(sandbox: Sandbox, journal: string): ChildProcess {
  const { token, clientSecret, defaultUserId } = sandbox.portal.given;
  const responder = join(import.meta.dirname, '..', '..', 'fixtures', 'responders', 'demo.yaml');
  const args = ['--port', '0', '--journal', journal, '--responder', responder, '--no-delays'];
  return spawn(process.execPath, [BIN, 'engine', 'start', '--default-user', defaultUserId ?? '', ...args], {
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: tmpdir(),
      HUBSPOT_API_URL: sandbox.url,
      HUBSPOT_ACCESS_TOKEN: token ?? '',
      HUBSPOT_CLIENT_SECRET: clientSecret ?? '',
    },
  });
}

async function takesEventsAt({ stderr }: ChildProcess): Promise<string> {
  let said = '';
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  for (;;) {
    const url = /^Taking events at (\S+)$/m.exec(said)?.[1];
    if (url !== undefined) return url;
    if (stderr === null || stderr.closed) throw new Error(`The engine did not start: ${said}`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** Deliveries of a hundred events: comments, creations and objects that no rule acts on, and some messages. */
async function mixed(sandbox: Sandbox, events: number, answered: number): Promise<EventBody[][]> {
  const messages: EventBody[] = [];
  for (let message = 0; message < answered; message += 1) {
    const { threadId, messageId } = await sandbox.customerWrites('new', 'Hello?', { channel: 'chat' });
    messages.push({ ...newMessage(), objectId: threadId, messageId });
  }
  const skipped = Array.from({ length: events - answered }, (_, index) => skippedEvent(index));
  const all = skipped.toSpliced(0, 0, ...messages).toSorted((a, b) => hash(a) - hash(b));
  return Array.from({ length: Math.ceil(events / BATCH) }, (_, batch) =>
    all.slice(batch * BATCH, (batch + 1) * BATCH),
  );
}

function skippedEvent(index: number): EventBody {
  if (index % 3 === 0) return { ...newMessage(), messageType: 'COMMENT' };
  if (index % 3 === 1) return { ...newMessage(), messageType: 'WELCOME_MESSAGE' };
  return { ...envelope('contact.creation', 10_000 + index) };
}

/** Mixes events in an order that is the same in every run. */
function hash({ eventId }: EventBody): number {
  return (Number(eventId) * 2_654_435_761) % 4_294_967_296;
}

/** Nothing waits and nothing is under way; asked in a way that costs the engine's machine the same at any length. */
async function worked(file: string): Promise<void> {
  const journal = await openSqliteJournal(file, { readOnly: true });
  const deadline = performance.now() + LONGEST_STAGE_MS;
  try {
    for (;;) {
      const accepted = await journal.list({ status: 'accepted', after: 0, limit: 1 });
      const begun = await journal.list({ status: 'begun', after: 0, limit: 1 });
      if (accepted.length + begun.length === 0) return;
      if (performance.now() > deadline) throw new Error('Some of its events were still open.');
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    await journal.close();
  }
}

async function endings(file: string): Promise<{ done: number; skipped: number }> {
  const journal = await openSqliteJournal(file, { readOnly: true });
  try {
    const { done, skipped } = await journal.counters();
    return { done, skipped: Object.values(skipped).reduce((total, count) => total + count, 0) };
  } finally {
    await journal.close();
  }
}

/** Resident memory as the system counts it. */
function megabytes({ pid }: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

function figuresOf(
  stages: readonly number[],
  milliseconds: number,
  { done, skipped }: { done: number; skipped: number },
): Figure[] {
  const [before = 0] = stages;
  const events = (stages.length - 1) * STAGE;
  const at = COMPARED_WITH / STAGE;
  const earlier = median(stages.slice(at - NEIGHBOURS, at + NEIGHBOURS));
  const last = median(stages.slice(-2 * NEIGHBOURS));
  const growth = last / earlier;
  const shown = (megabytes: number) => `${Math.round(megabytes)} MB`;
  return [
    {
      what: `engine memory before, after ${COMPARED_WITH} and ${events} events`,
      measured: `${shown(before)}, ${shown(earlier)}, ${shown(last)} (highest ${shown(Math.max(...stages))}): ${growth.toFixed(2)}x`,
      bar: `after ${EVENTS} ${GROWTH_GOAL}x`,
      ...(events === EVENTS && { met: growth <= GROWTH_GOAL }),
    },
    {
      what: `engine, ${skipped} events skipped and ${done} acted on, end to end`,
      measured: `${Math.round(events / (milliseconds / 1_000))} events/s`,
      bar: '',
    },
  ];
}
