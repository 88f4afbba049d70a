/**
 * Named pipes and a shell's `<(...)` and `>(...)`, without a thread that waits for the other end: of those the process
 * has four, and it could not even be stopped while one of them waits.
 */
import { constants, openSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Between two looks whether a reader has come, in milliseconds. */
const LOOK_AGAIN_MS = 50;

/** All that the writers of the pipe write, until the last one has gone. */
export async function readPipe(file: string): Promise<AsyncIterable<unknown>> {
  return socketOn(file, constants.O_RDONLY);
}

/** Resolves when the pipe has taken the text. Rejects with the code `ENXIO` where nobody reads it. */
export async function writePipe(file: string, text: string, signal?: AbortSignal): Promise<void> {
  const socket = await socketOn(file, constants.O_WRONLY);
  const written = finished(socket, { readable: false, ...(signal && { signal }) });
  socket.end(text);
  await written.finally(() => socket.destroy());
}

/** As `writePipe`, once somebody reads it. */
export async function writePipeInTime(file: string, text: string): Promise<void> {
  while (!(await writeIfRead(file, text))) await delay(LOOK_AGAIN_MS);
}

async function writeIfRead(file: string, text: string): Promise<boolean> {
  try {
    await writePipe(file, text);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
    return false;
  }
}

async function socketOn(file: string, mode: number) {
  const { Socket } = await import('node:net');
  const fd = openSync(file, mode | constants.O_NONBLOCK);
  return new Socket({ fd, readable: mode === constants.O_RDONLY, writable: mode === constants.O_WRONLY });
}
