import type { Given } from '../../core/given.ts';
import type { Io } from '../io.ts';
import { nameOfLog, readLogs } from './read-logs.ts';

/**
 * What `doctor --api-log FILE...` gives to a run: the refused calls in those logs.
 *
 * @throws UsageError for a file that cannot be read or holds no calls
 */
export async function readApiLogs(
  files: readonly string[],
  io: Io,
  { map, quiet }: { map?: readonly string[] | undefined; quiet?: boolean } = {},
): Promise<NonNullable<Given['apiLog']>> {
  const { refusals } = await readLogs({ files, map, ...(quiet !== undefined && { quiet }) }, io);
  return { files: files.map(nameOfLog), refusals };
}
