/** Asks the console's API, with the key that the address brought. */
import type { Refusal } from '../words.ts';
import { EventStream, type StreamEvent } from './sse.ts';

/** Kept for this address of the console alone, port included, so that a second tab and a reload need no key. */
const STORED = 'key';

/** The API refused, or could not be reached (status 0). */
export class Refused extends Error {
  readonly status: number;
  readonly next: string | undefined;

  constructor(status: number, { error, next }: Refusal) {
    super(error);
    this.status = status;
    this.next = next;
  }
}

/** Takes the key out of the address, where it would be copied with a link. */
export async function takeKey(): Promise<void> {
  const { hash, pathname } = location;
  const [, kind, word] = /^#(key|once)=([\w-]+)/.exec(hash) ?? [];
  if (word === undefined) return;
  history.replaceState(null, '', pathname);
  if (kind === 'key') localStorage.setItem(STORED, word);
  else localStorage.setItem(STORED, (await ask<{ key: string }>('/api/key', { code: word })).key);
}

/** Calls when another tab was given a key. */
export function onNewKey(listener: () => void): void {
  addEventListener('storage', ({ key }) => key === STORED && listener());
}

/** @throws Refused */
export async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await send(path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as T;
}

/** The changes of the journal from a cursor on, for as long as the connection stands; first, as `open`, that it does. @throws Refused */
export async function* changes(cursor: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  const response = await send('/api/stream', { signal, headers: { 'Last-Event-ID': cursor } });
  yield { id: cursor, event: 'open', data: '' };
  const stream = new EventStream(cursor);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const piece = await reader?.read().catch(() => undefined);
    if (piece?.value === undefined) throw new Refused(0, AWAY);
    yield* stream.push(piece.value);
  }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const headers = { ...init.headers, Authorization: `Bearer ${localStorage.getItem(STORED) ?? ''}` };
  const response = await fetch(path, { ...init, headers }).catch(() => undefined);
  if (response === undefined) throw new Refused(0, AWAY);
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => AWAY));
  return response;
}

/** Saves a document of the API as a file, under the name that it comes with. @throws Refused */
export async function save(path: string): Promise<void> {
  const response = await send(path, {});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = response.headers.get('Content-Disposition')?.split('"')[1] ?? '';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const AWAY: Refusal = { error: 'The console does not answer.', next: 'Is the command still running?' };
