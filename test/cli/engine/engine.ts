/** Engines, emulated portals and journals for the tests of the `engine` commands. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { run } from '../../../src/cli/program.ts';
import type { JournalEntry, JournalledEvent } from '../../../src/engine/journal/journal.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { listening, runHere, startProcess, type Terminal, terminal } from '../../support/cli.ts';
import { TOKEN } from '../hosts.ts';

/** The customer's question in the portal healthy-chat: a chat, so that the engine answers without a delay. */
export const CHAT = { threadId: '8243601188', messageId: 'c2000000000000000000000000000002' } as const;

/** Sends the event of that question, and has the AI own its conversation. */
export const CHAT_EVENT = [
  'new-message',
  '--set',
  `objectId=${CHAT.threadId}`,
  '--set',
  `messageId=${CHAT.messageId}`,
] as const;

const LOOK_EVERY_MS = 10;

/** Waits until it holds; the test's own limit ends a wait in vain. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(LOOK_EVERY_MS);
}

export interface Portal {
  sandbox: Sandbox;
  /** What leads to it, and what opens it. */
  env: Record<string, string>;
}

export async function portal(name = 'healthy-chat'): Promise<Portal> {
  const sandbox = await startSandbox(await loadPortal(name));
  onTestFinished(() => sandbox.close());
  return { sandbox, env: { HUBSPOT_API_URL: sandbox.url, HUBSPOT_ACCESS_TOKEN: TOKEN } };
}

export interface Engine {
  /** Where it takes deliveries. */
  url: string;
  printed: Terminal['printed'];
  /** As Ctrl-C does; resolves to the exit code. */
  stop(): Promise<number>;
}

const READY = /^Taking events at (\S+)$/m;

/** `engine start` in this process, on any free port. */
export async function engineHere(
  args: readonly string[],
  around: { env: Record<string, string>; cwd: string },
): Promise<Engine> {
  const stopping = new AbortController();
  const { io, printed } = terminal({ ...around, signal: stopping.signal });
  let ended = false;
  const done = run(['engine', 'start', '--port', '0', ...args], io).finally(() => {
    ended = true;
  });
  const stop = () => {
    stopping.abort();
    return done;
  };
  onTestFinished(async () => void (await stop()));
  await until(() => ended || READY.test(printed.err));
  return { url: urlIn(printed), printed, stop };
}

export interface EngineProcess extends Engine {
  /** As Ctrl-C does; does not wait. */
  interrupt(): void;
  /** As a power cut does. */
  kill(): Promise<number | string | null>;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string | null>;
}

/** `engine start` as users run it: a process of its own, on any free port. */
export async function engineProcess(
  args: readonly string[],
  around: { env: Record<string, string>; cwd: string },
): Promise<EngineProcess> {
  const child = startProcess(['engine', 'start', '--port', '0', ...args], around);
  const printed = listening(child);
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  onTestFinished(async () => void (await kill()));
  await until(() => child.exitCode !== null || READY.test(printed.err));
  const interrupt = () => void child.kill('SIGINT');
  const stop = () => {
    interrupt();
    return ended as Promise<number>;
  };
  return { url: urlIn(printed), printed, stop, interrupt, kill, ended };
}

function urlIn({ err }: Terminal['printed']): string {
  const url = READY.exec(err)?.[1];
  if (url === undefined) throw new Error(`The engine ended before it took events: ${err}`);
  return url;
}

/** Sends the question of the chat to an engine. */
export async function ask({ url }: Pick<Engine, 'url'>, env: Record<string, string> = {}) {
  return runHere(['engine', 'trigger', ...CHAT_EVENT, '--url', url], { env });
}

export interface HeldResponder {
  url: string;
  /** Resolves when it has been asked. */
  asked: Promise<unknown>;
  /** Answers what it was asked, and whatever comes after. */
  answer(response: object): void;
}

/** A responder of the user's that takes its time: it answers when it is told to. */
export async function heldResponder(path = '/'): Promise<HeldResponder> {
  const waiting: ServerResponse[] = [];
  let given: object | undefined;
  const server = createServer((request, response) => {
    request.resume();
    if (given) response.end(JSON.stringify(given));
    else waiting.push(response);
  });
  const asked = once(server, 'request');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    asked,
    answer(response) {
      given = response;
      for (const each of waiting) each.end(JSON.stringify(response));
    },
  };
}

/** What `engine journal` shows of a journal. */
export async function eventsIn(file: string, ...filter: readonly string[]): Promise<JournalledEvent[]> {
  const { out, err } = await runHere(['engine', 'journal', '--journal', file, '--format', 'json', ...filter]);
  if (out === '') throw new Error(err);
  return JSON.parse(out).events;
}

/** One event with what was done about it, as `engine journal --id` shows it. */
export async function entriesOf(
  file: string,
  id: number,
): Promise<JournalledEvent & { story: JournalEntry[] }> {
  const args = ['engine', 'journal', '--journal', file, '--format', 'json', '--id', String(id)];
  return JSON.parse((await runHere(args)).out);
}
