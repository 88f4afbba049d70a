/** How a portal is looked at for an agent, and how what was found is told. */
import { typedAgain } from '../core/flags/typed-again.ts';
import type { Report } from '../core/report.ts';
import { renderBrief } from '../reporters/brief/report.ts';
import type { DoctorRequest } from '../run/doctor.ts';
import type { Answer } from './answer.ts';
import { stepInCalls } from './next-step.ts';
import type { Room } from './room.ts';
import type { Access, Run } from './run.ts';

/** Milliseconds for a whole look: clients give a call up after a minute. */
const LOOK_MS = 45_000;

export function lookOf(
  { flags, sandbox }: Access,
  { given }: Room,
): Omit<DoctorRequest, 'selection' | 'wait'> {
  return {
    flags,
    typed: typedAgain({ ...flags, sandbox }),
    timeoutMs: given.timeoutMs,
    deadlineMs: LOOK_MS,
    ...(sandbox !== undefined && { sandbox }),
  };
}

/** What a look found, with the name by which it is looked at again. */
export function foundBy({ id, report }: Run, notes: readonly string[], full = false): Answer {
  const next = stepInCalls(report, id);
  return {
    says: [`run ${id}: ${report.status}`, ...notes].join('\n'),
    found: withoutStep(report, full),
    next,
  };
}

/** The next step stands outside of what was found: it is ours. */
export function withoutStep(report: Report, full = false): string {
  return renderBrief(report, { full, more: 'call again with full: true', stepless: true });
}
