import { connectionChecks } from '../../doctor/selection.ts';
import type { Io } from '../io.ts';
import type { RunFlags } from './flags.ts';
import { examine } from './live-run.ts';

/** `opencx-hubspot retest`: the connection subset, for scripts that repeat it. */
export async function retest(flags: RunFlags, io: Io): Promise<number> {
  return examine(connectionChecks(), flags, io, false);
}
