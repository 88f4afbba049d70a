import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../core/report.ts';
import type { Io } from '../io.ts';
import type { Examination } from './examination.ts';
import type { RunFlags } from './flags.ts';

/** Between two looks, in milliseconds: short at first, for a fix that has just been made. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Looks again and again, with longer pauses, until a look finds nothing wrong or the time is up. Each look asks for
 * everything anew.
 *
 * @param waitMs from the first look on; a look that has begun is not cut off
 * @returns the last look
 */
export async function untilHealthy(
  look: () => Examination,
  waitMs: number,
  { quiet }: Pick<RunFlags, 'quiet'>,
  io: Io,
): Promise<Examination> {
  const endsAt = Date.now() + waitMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const run = look();
    await run.gather();
    const report = run.report();
    const left = endsAt - Date.now();
    if (report.status === 'healthy' || left <= 0) return run;
    const rest = Math.min(pause, left);
    if (!quiet)
      io.err(`${standing(report)}; looking again in ${seconds(rest)}, for ${seconds(left)} more.\n`);
    await delay(rest, undefined, { signal: io.signal });
  }
}

function standing({ status, causes }: Report): string {
  const [first] = causes;
  if (status === 'incomplete') return 'Not everything could be told';
  return first ? `Not healthy yet: ${first.id}` : 'Not healthy yet';
}

function seconds(milliseconds: number): string {
  return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
}
