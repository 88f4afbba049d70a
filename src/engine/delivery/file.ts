import { open } from 'node:fs/promises';
import { type Delivery, DeliveryFailed, deliveredDocument } from './delivery.ts';

/**
 * Appends each reply to a file as one line of JSON, readable by its owner alone. It counts as delivered when it is
 * on the disk.
 */
export function createFileDelivery(file: string): Delivery {
  let last: Promise<unknown> = Promise.resolve();
  return (reply) => {
    // One after another, so that two long lines cannot mix.
    const appended = last.then(() => append(file, `${JSON.stringify(deliveredDocument(reply))}\n`));
    last = appended.catch(() => {});
    return appended.then(() => ({ channel: 'file' }));
  };
}

async function append(file: string, line: string): Promise<void> {
  try {
    const handle = await open(file, 'a', 0o600);
    try {
      await handle.appendFile(line);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new DeliveryFailed(`The reply could not be written to ${file} (${code}).`);
  }
}
