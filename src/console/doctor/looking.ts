/** How the doctor of a console looks, whichever portal it stands beside. */
import type { Flags } from '../../config/flags.ts';
import type { TypedAnswer } from '../../core/flags/values.ts';
import type { NamedRecord } from '../../core/given.ts';
import type { Selection } from '../../doctor/selection.ts';
import type { DoctorPorts, DoctorResult } from '../../run/doctor.ts';
import type { ProvePorts } from '../../run/prove/prove.ts';

/** What it is asked to look at. */
export interface LookAsked {
  selection: Selection;
  answers: readonly TypedAnswer[];
  thread?: NamedRecord;
  /** What the portal's own people would answer is left open, for whoever is at the page. */
  asksMe: boolean;
}

type LookPorts = Pick<DoctorPorts, 'startProgress' | 'onSettled'>;

type TestPorts = Pick<ProvePorts, 'startProgress' | 'onAsk' | 'onHop' | 'onSoFar'>;

export interface Looking {
  /** Rejects as `doctor` does. */
  look(asked: LookAsked, ports: LookPorts, signal: AbortSignal): Promise<DoctorResult>;
  /** A live test. What it came to by then is judged where the signal aborts; rejects as `prove` does. */
  prove(ports: TestPorts, signal: AbortSignal): Promise<DoctorResult>;
}

/** Milliseconds of a whole look: nobody waits longer before a page. */
export const LOOK_MS = 45_000;

/** What was given when the console was started, and what is asked on the page besides. */
export function withAsked(flags: Flags, { answers, thread }: Pick<LookAsked, 'answers' | 'thread'>): Flags {
  return { ...flags, answer: [...answers], ...(thread && { thread }) };
}
