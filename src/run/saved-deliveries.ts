/** A file of saved deliveries, as `explain --event` and `engine trigger --file` are given it. */
import { resolve } from 'node:path';
import { readSavedDelivery, savedDeliveries } from '../engine/saved/saved-delivery.ts';
import { readTextFile } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * @param file `-` is standard input
 * @returns its events, what was left out of them, and the elements of each delivery as they were sent
 * @throws UsageError where it cannot be read, or holds no delivery
 */
export async function openSavedDeliveries(
  file: string,
  { cwd, readStdin }: Pick<Surroundings, 'cwd' | 'readStdin'>,
) {
  const text =
    file === '-' && readStdin ? await readStdin() : await readTextFile(resolve(cwd, file), 'event file');
  const parsed = readSavedDelivery(text);
  if (!('refused' in parsed)) return { ...parsed, deliveries: savedDeliveries(text) };
  throw new UsageError(
    `${file === '-' ? 'What came on standard input' : file} is no webhook delivery: ${parsed.refused.reason}`,
    { hint: 'Save the body that HubSpot sent, or the whole request as the tool shows it that took it in.' },
  );
}
