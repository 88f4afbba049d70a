import { select } from '../../doctor/selection.ts';
import type { Io } from '../io.ts';
import type { RunFlags } from './flags.ts';
import { examine } from './live-run.ts';

/** What a connection stands on. Whether the integration works beyond it is the doctor's business. */
const CONNECTION = ['token', 'scopes', 'account'];

/** `opencx-hubspot retest`: the connection subset, for scripts that repeat it. */
export async function retest(flags: RunFlags, io: Io): Promise<number> {
  return examine(select({ symptom: undefined, only: CONNECTION, skip: [] }), flags, io, { asking: false });
}
