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
import type { Figure } from './figures.ts';
import { BIN } from './processes.ts';

const EVENTS = 100_000;
const STAGES = 10;
const BATCH = 100;
const CONNECTIONS = 4;
/** Customers' messages that the engine fetches and answers; everything else is skipped. */
const ANSWERED = 500;
const LONGEST_STAGE_MS = 15_000;
const LOOK_EVERY_MS = 50;

/** Memory of an engine as users run it, after each tenth of a hundred thousand events, most of them skipped. */
export async function engineMemory(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  const sandbox = await startSandbox(await loadPortal('healthy-email'));
  const journal = join(folder, 'journal');
  const engine = startEngine(sandbox, journal);
  try {
    const url = await takesEventsAt(engine);
    const stages = [megabytes(engine)];
    const startedAt = performance.now();
    for (let stage = 1; stage <= STAGES; stage += 1) {
      const deliveries = await mixed(sandbox, EVENTS / STAGES, ANSWERED / STAGES);
      await asFastAsAnswered(
        url,
        deliveries.map((batch) => deliveryTo(url, batch)),
        CONNECTIONS,
      );
      await worked(journal, (EVENTS / STAGES) * stage);
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

async function worked(file: string, events: number): Promise<void> {
  const journal = await openSqliteJournal(file, { readOnly: true });
  const deadline = performance.now() + LONGEST_STAGE_MS;
  try {
    for (;;) {
      const { received, open } = journal.counters();
      if (received === events && open === 0) return;
      if (performance.now() > deadline) throw new Error(`${open} of ${received} events were still open.`);
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    await journal.close();
  }
}

async function endings(file: string): Promise<{ done: number; skipped: number }> {
  const journal = await openSqliteJournal(file, { readOnly: true });
  try {
    const { done, skipped } = journal.counters();
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
  const [before = 0, first = 0] = stages;
  const last = stages.at(-1) ?? 0;
  const shown = (megabytes: number) => `${Math.round(megabytes)} MB`;
  return [
    {
      what: `engine memory before, after ${EVENTS / STAGES} and ${EVENTS} events`,
      measured: `${shown(before)}, ${shown(first)}, ${shown(last)} (highest ${shown(Math.max(...stages))})`,
      bar: '',
    },
    {
      what: `engine, ${skipped} events skipped and ${done} acted on, end to end`,
      measured: `${Math.round(EVENTS / (milliseconds / 1_000))} events/s`,
      bar: '',
    },
  ];
}
