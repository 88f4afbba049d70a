/** Which causes a case leaves open: what was found once is open until a run has looked for it again. */
import type { RunStatus, Since } from '../../core/report.ts';
import { worstStatus } from '../status.ts';
import type { RunEntry } from './entry.ts';

type Named = Since['open'][number];
type Found = RunEntry['causes'][number];

/** A cause with the run that found it last. */
interface Open {
  cause: Found;
  run: RunEntry;
}

/** @param runs oldest first */
export function openNow(runs: readonly RunEntry[]): { status: RunStatus | null; causes: Named[] } {
  const open = runs.reduce<readonly Open[]>(after, []);
  const latest = runs.findLast(({ command }) => command === 'doctor') ?? runs.at(-1);
  const found = open.map(({ run }) => run.status);
  return {
    status: latest === undefined ? null : worstStatus([latest.status, ...found]),
    causes: open.map(({ cause: { id, thread } }) => ({ id, ...(thread !== undefined && { thread }) })),
  };
}

function after(open: readonly Open[], run: RunEntry): Open[] {
  const found = run.causes.map((cause) => ({ cause, run }));
  const before = open.filter(({ cause }) => !run.causes.some((other) => isSame(cause, other)));
  return [...found, ...before.filter(({ cause }) => !isGone(cause, run))];
}

function isGone(cause: Found, run: RunEntry): boolean {
  const isIn = (list: readonly Named[] = []) => list.some((other) => isSame(cause, other));
  if (isIn(run.since?.mended)) return true;
  return !isIn(run.since?.untold) && isLookedFor(cause, run);
}

/** Whether the run looked at all that had shown the cause, in the conversation in which it was. */
function isLookedFor({ checks, thread }: Found, run: RunEntry): boolean {
  if (thread !== undefined && !threadsOf(run).includes(thread)) return false;
  if (checks === undefined || run.checks === undefined) return run.command === 'doctor';
  const looked = new Set(run.checks);
  return checks.every((id) => looked.has(id));
}

function threadsOf({ bundles, remembered }: RunEntry): string[] {
  const named = bundles.flatMap(({ thread }) => (thread === undefined ? [] : [thread]));
  return named.length > 0 ? named : [...(remembered['--thread'] ?? [])];
}

/** Whether both are the same cause of the same conversation. */
export function isSame(one: Named, other: Named): boolean {
  return one.id === other.id && one.thread === other.thread;
}
