import type { EvidenceSet } from '../../checks/facts.ts';
import { peek } from '../../checks/shared/got.ts';
import { type ConnectionMode, PAGES } from '../core/connection.ts';
import type { Report } from '../core/report.ts';
import type { Symptom } from '../core/symptom.ts';

/**
 * How HubSpot is connected, how that is known and what it makes the run go by. A symptom that only one way of connecting
 * has says it best, also where another way was set up before; then what was said counts, and without a word it is the
 * page's own case.
 */
export function connectionOf(evidence: EvidenceSet, symptom: Symptom | null): Report['connection'] {
  const said = peek(evidence, 'connection.mode');
  const mode = symptom?.mode ?? said ?? 'legacy-app';
  return { mode, by: symptom?.mode ? 'symptom' : said ? 'said' : 'assumed', page: PAGES[mode] };
}

/** The symptoms that somebody can see whose HubSpot is connected in this way. */
export function symptomsOf(symptoms: readonly Symptom[], mode: ConnectionMode): Symptom[] {
  return symptoms.filter((symptom) => symptom.mode === undefined || symptom.mode === mode);
}
