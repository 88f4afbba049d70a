import { Worker } from 'node:worker_threads';
import type { PartJob, PartRead } from './part.ts';
import type { PartMessage } from './part-worker.ts';

/** The sources run as they are; what is built has the entry of the thread beside it. */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './part-worker.ts' : './part-worker.js',
  import.meta.url,
);

/**
 * Reads a part in a thread of its own.
 *
 * @param signal ends the thread at once; its reason is thrown
 */
export async function readInThread(
  job: PartJob,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<PartRead> {
  signal.throwIfAborted();
  const thread = new Worker(ENTRY, { workerData: job });
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      thread.on('message', (message: PartMessage) => {
        if ('read' in message) resolve(message.read);
        else onBytes(message.bytes);
      });
      thread.on('error', reject);
      thread.on('exit', (code) => reject(new Error(`A thread that read a log ended with ${code}.`)));
    });
  } finally {
    await thread.terminate();
  }
}
