import type { Defined } from './define-check.ts';
import type { Probe } from './probe.ts';

/** One area of the doctor's knowledge: its checks from the ground up, and how its facts are obtained. */
export interface Area<Id extends string, C> {
  id: Id;
  checks: readonly C[];
  probes: readonly Probe[];
}

/** The ids of the checks begin with the area's. */
export function area<const Id extends string, C extends Defined<`${Id}/${string}`>>(
  id: Id,
  { checks, probes }: Omit<Area<Id, C>, 'id'>,
): Area<Id, C> {
  return { id, checks, probes };
}
