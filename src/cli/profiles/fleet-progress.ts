import type { RunStatus } from '../../core/report.ts';
import { RUN_STATUSES } from '../../core/report.ts';
import { grouped, shownName } from '../../reporters/fleet/words.ts';
import type { Io } from '../io.ts';

/** Told of each profile as it ends, on standard error: one line that is redrawn on a terminal, else a line each. */
export interface FleetProgress {
  ended(profile: string, status: RunStatus | null): void;
  stop(): void;
}

export async function fleetProgress(total: number, io: Io, quiet: boolean): Promise<FleetProgress> {
  if (quiet) return { ended: () => {}, stop: () => {} };
  return io.liveProgress ? redrawn(total, io) : lines(io);
}

function lines(io: Io): FleetProgress {
  return {
    ended: (profile, status) => io.err(`${shownName(profile)}: ${status ?? 'no report'}\n`),
    stop: () => {},
  };
}

async function redrawn(total: number, { ascii }: Io): Promise<FleetProgress> {
  const { default: ora } = await import('ora');
  const about = (done: number) => `Looking at ${grouped(total)} profiles: ${grouped(done)} done`;
  const line = ora({ text: about(0), discardStdin: false, ...(ascii && { spinner: 'line' }) }).start();
  const counts = new Map<RunStatus | null, number>();
  let done = 0;
  return {
    ended(_, status) {
      done += 1;
      counts.set(status, (counts.get(status) ?? 0) + 1);
      const worst = ([RUN_STATUSES[0], null, ...RUN_STATUSES] as const).find((one) => counts.has(one));
      line.text = `${about(done)}, worst so far: ${grouped(counts.get(worst ?? null) ?? 0)} ${worst ?? 'without a report'}`;
    },
    stop: () => void line.stop(),
  };
}
