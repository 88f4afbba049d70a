import { readFileSync } from 'node:fs';
import process from 'node:process';

/** A tick of the kernel's clock, which Linux shows to programs as a hundredth of a second on every machine. */
const TICKS_A_MINUTE = 100 * 60;

/**
 * Minutes of one processor that this process and all that it has waited for have used; undefined where the system does
 * not tell (`/proc/self/stat`, Linux).
 */
export function cpuMinutes(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // The name of the program stands in brackets and may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const times = fields.slice(11, 15).map(Number);
  return times.reduce((sum, ticks) => sum + ticks, 0) / TICKS_A_MINUTE;
}
