/** Consoles over journals in memory, for the tests that ask them over real sockets. */
import { tmpdir } from 'node:os';
import { onTestFinished } from 'vitest';
import { type Console, type ConsoleOptions, openConsole } from '../../src/console/console.ts';
import { consoleOfBundle } from '../../src/console/of-bundle.ts';
import { consoleOfFile } from '../../src/console/of-journal.ts';
import { consoleOnSandbox } from '../../src/console/on-sandbox.ts';
import type { WebhookEvent } from '../../src/core/event.ts';
import { decideMessage } from '../../src/engine/decide/decide.ts';
import { keysOf } from '../../src/engine/decide/keys.ts';
import type { EventOutcome } from '../../src/engine/effects.ts';
import type { Journal } from '../../src/engine/journal/journal.ts';
import { createMemoryJournal } from '../../src/engine/journal/memory.ts';
import { event, given, thread } from '../engine/decide/builders.ts';

/** The console as a small HubSpot, closed when the test ends. */
export async function consoleOnPortal(sandbox = 'healthy-chat'): Promise<Omit<OpenedConsole, 'journal'>> {
  const stop = new AbortController();
  const around = { env: {}, cwd: tmpdir(), signal: stop.signal };
  return opened(
    await consoleOnSandbox(
      { sandbox, asked: { flags: {}, timeoutMs: 10_000, patienceMs: 2_000 }, port: 0 },
      around,
      {
        onReply: async () => {},
      },
    ),
  );
}

/** The console over a journal's file, as `console --journal` opens it, closed when the test ends. */
export async function consoleOverFile(journal: string): Promise<Omit<OpenedConsole, 'journal'>> {
  const around = { env: {}, cwd: tmpdir(), signal: new AbortController().signal };
  return opened(await consoleOfFile({ journal, port: 0 }, around));
}

/** The console over a bundle, as `console --from` opens it, closed when the test ends. */
export async function consoleOverBundle(from: string): Promise<Omit<OpenedConsole, 'journal'>> {
  return opened(await consoleOfBundle({ from, port: 0 }, { cwd: tmpdir() }));
}

const T0 = Date.parse('2026-11-20T10:00:00Z');

export interface OpenedConsole extends Console {
  journal: Journal;
  /** Without the key. */
  address: string;
  key: string;
  /** Asks the API as the page does. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

/** On any free port unless one is given, and closed when the test ends. */
export async function consoleOver(
  journal: Journal = createMemoryJournal(),
  options: Partial<ConsoleOptions> = {},
): Promise<OpenedConsole> {
  const made = await openConsole({
    about: { title: 'engine.journal', kind: 'journal' },
    journal,
    place: { uiDomain: 'app-eu1.hubspot.com', journalFlags: ['--journal', 'engine.journal'] },
    port: 0,
    ...options,
  });
  return { ...opened(made), journal };
}

function opened(made: Console): Omit<OpenedConsole, 'journal'> {
  onTestFinished(() => made.close());
  const [address = '', key = ''] = made.url.split('#key=');
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, address), {
      ...init,
      headers: { Authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) },
    });
  return { ...made, address, key, ask };
}

/** An event that came in, and how it ended; left open where nothing is said. */
export interface Came {
  event?: Partial<WebhookEvent>;
  outcome?: EventOutcome;
}

export const OWNED_BY_A_REP: EventOutcome = {
  status: 'skipped',
  reason: 'owner-not-ai-user',
  summary: 'Somebody else owns it.',
};
export const ANSWERED: EventOutcome = { status: 'done', summary: 'The AI answered.' };
export const UNREACHED: EventOutcome = {
  status: 'failed',
  reason: 'timeout',
  summary: 'HubSpot did not answer.',
};

/** Has events come in, each a second after the one before, with a story as the engine would leave it. */
export async function come(journal: Journal, ...all: readonly Came[]): Promise<number[]> {
  const ids: number[] = [];
  for (const { event: over, outcome } of all) {
    const at = T0 + (await journal.counters()).received * 1_000;
    const number = (await journal.counters()).received + 1;
    const came = event({ messageId: `m${number}`, portalId: 1020304, occurredAt: at, ...over });
    const [accepted] = await journal.accept(keysOf([came]), at);
    if (!accepted) continue;
    ids.push(accepted.id);
    if (outcome) await end(journal, accepted.id, outcome);
  }
  return ids;
}

/** Brings an event to its end, with the decision that a rep's conversation gets, and what was written where it was answered. */
export async function end(journal: Journal, id: number, outcome: EventOutcome): Promise<void> {
  const [kept] = await journal.list({ ids: [id] });
  if (!kept) return;
  const at = kept.receivedAt;
  await journal.begin(id, at + 5);
  const owner = outcome.status === 'skipped' ? { thread: thread({ assignedTo: 'A-7002' }) } : {};
  const data = decideMessage(kept.event, given(owner));
  await journal.record({ eventId: id, at: at + 6, kind: 'decision', data });
  if (outcome.status === 'done') {
    const effect = 'post-message';
    const { objectId: threadId } = kept.event;
    await journal.record({ eventId: id, at: at + 7, kind: 'effect-begun', effect, data: { threadId } });
    await journal.record({
      eventId: id,
      at: at + 90,
      kind: 'effect-done',
      effect,
      data: { messageId: 'r1' },
    });
  }
  await journal.finish(id, at + 100, outcome);
}

const OUTCOMES: readonly (EventOutcome | undefined)[] = [
  ANSWERED,
  OWNED_BY_A_REP,
  ANSWERED,
  UNREACHED,
  OWNED_BY_A_REP,
];

/** Many events of a fifth as many conversations, accepted at once. */
export async function comeInMasses(journal: Journal, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, at) =>
    event({ objectId: String(8_000_000_000 + (at % Math.ceil(count / 5))), messageId: `mass-${at}` }),
  );
  const accepted = await journal.accept(keysOf(events), T0);
  for (const { id } of accepted) {
    await journal.begin(id, T0 + 5);
    await journal.finish(id, T0 + 9, OUTCOMES[id % OUTCOMES.length] ?? ANSWERED);
  }
}
