import type { EvidenceSet } from '../../checks/facts.ts';
import { peek } from '../../checks/shared/got.ts';
import { type ConnectionMode, PAGES } from '../core/connection.ts';
import type { Report } from '../core/report.ts';
import type { Symptom } from '../core/symptom.ts';

/**
 * How HubSpot is connected, how that is known and what it makes the run go by. A symptom that only one way of connecting
 * has says it best, also where another way was set up before; then what was said counts. The tokens of legacy apps and of
 * project apps look alike, so HubSpot's word that the app belongs to a project outweighs that it be a legacy app, said or
 * assumed: that is the page's own case.
 */
export function connectionOf(evidence: EvidenceSet, symptom: Symptom | null): Report['connection'] {
  const [mode, by] = modeOf(evidence, symptom);
  return { mode, by, page: PAGES[mode] };
}

function modeOf(
  evidence: EvidenceSet,
  symptom: Symptom | null,
): [mode: ConnectionMode, by: Report['connection']['by']] {
  if (symptom?.mode) return [symptom.mode, 'symptom'];
  const said = peek(evidence, 'connection.mode');
  if (said !== undefined && said !== 'legacy-app') return [said, 'said'];
  if (peek(evidence, 'project.found')) return ['project-app', 'measured'];
  return said ? [said, 'said'] : ['legacy-app', 'assumed'];
}

/** The evidence as it would be if somebody said that HubSpot is connected in this way. */
export function saidToBe(mode: ConnectionMode, evidence: EvidenceSet): EvidenceSet {
  const said = { outcome: 'ok', source: 'stated', at: '', durationMs: 0, calls: 0 } as const;
  return { ...evidence, 'connection.mode': { ...said, value: mode } };
}

/** The symptoms that somebody can see whose HubSpot is connected in this way. */
export function symptomsOf(symptoms: readonly Symptom[], mode: ConnectionMode): Symptom[] {
  return symptoms.filter((symptom) => symptom.mode === undefined || symptom.mode === mode);
}
