import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Secret } from '../../core/secret.ts';
import { writePipe } from '../../files/pipes.ts';
import { jsonText, printable } from '../../redact/printable.ts';
import { type DeliveredReply, DeliveryFailed, type ReplyDelivery } from '../ports.ts';
import { createEndpoint, type EndpointAccess, type EndpointOptions, isEndpoint } from './endpoint.ts';

/** Takes what the console is to show, without the end of its line; rejects where nobody reads it. */
type WriteLine = (line: string) => Promise<void>;

export interface DeliveryAccess extends EndpointAccess {
  /** Where a relative path begins. */
  cwd: string;
  writeLine: WriteLine;
}

/**
 * Where a rep's replies go: `console`, an endpoint of the user's, or a file.
 *
 * @throws EvidenceFailure `not-configured` for an endpoint that may not be used
 */
export function openDelivery(target: string, { cwd, writeLine, ...access }: DeliveryAccess): ReplyDelivery {
  if (target === 'console') return createConsoleDelivery(writeLine);
  if (isEndpoint(target)) return createHttpDelivery({ ...access, url: new Secret(target) });
  return createFileDelivery(resolve(cwd, target));
}

/** Shows each reply as one line, which counts as delivered when the console has taken it. */
export function createConsoleDelivery(writeLine: WriteLine): ReplyDelivery {
  return async ({ threadId, message }) => {
    const line = printable(`Reply to the customer of conversation ${threadId}: ${message.text ?? ''}`);
    await writeLine(line).catch(() => {
      throw new DeliveryFailed('Nobody reads the console any more, so the reply was not shown.');
    });
    return { channel: 'console' };
  };
}

/**
 * Posts each reply as JSON to an endpoint of the user's; any 2xx counts as delivered.
 *
 * @throws EvidenceFailure `not-configured` for a URL that is neither on this machine nor https
 */
export function createHttpDelivery(options: Omit<EndpointOptions, 'role'>): ReplyDelivery {
  const post = createEndpoint({ ...options, role: 'delivery endpoint' });
  return async (reply, signal) => {
    await post(documentOf(reply), signal);
    return { channel: 'http' };
  };
}

/**
 * Appends each reply to a file as one line of JSON, readable by its owner alone. It counts as delivered when it is
 * on the disk, or when the reader of a pipe has it.
 */
export function createFileDelivery(file: string): ReplyDelivery {
  let last: Promise<unknown> = Promise.resolve();
  return (reply, signal) => {
    // One after another, so that two long lines cannot mix.
    const appended = last.then(() => append(file, `${jsonText(documentOf(reply))}\n`, signal));
    last = appended.catch(() => {});
    return appended.then(() => ({ channel: 'file' }));
  };
}

async function append(file: string, line: string, signal: AbortSignal): Promise<void> {
  try {
    if (await isPipe(file)) await writePipe(file, line, signal);
    else await appendToFile(file, line);
  } catch (error) {
    signal.throwIfAborted();
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new DeliveryFailed(
      code === 'ENXIO' || code === 'EPIPE'
        ? `Nobody reads the pipe ${file}, so the reply was not delivered.`
        : `The reply could not be written to ${file} (${code}).`,
    );
  }
}

async function isPipe(file: string): Promise<boolean> {
  return stat(file).then(
    (about) => about.isFIFO(),
    () => false,
  );
}

async function appendToFile(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(line);
    // A terminal and other devices have nothing that could be synced.
    if ((await handle.stat()).isFile()) await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** A reply as it leaves this program: what the customer would see, and where it belongs. */
function documentOf({ threadId, sessionId, message }: DeliveredReply) {
  const { id: messageId, createdAt, text = '', richText, subject } = message;
  return { threadId, sessionId, messageId, createdAt, subject, text, richText };
}
