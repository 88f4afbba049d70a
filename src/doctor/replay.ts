import { SYMPTOMS } from '../../checks/index.ts';
import type { Report } from '../core/report.ts';
import { type Bundle, givenOf } from './bundle/bundle.ts';
import { type ReportContext, reportOn } from './report.ts';
import type { Selection } from './selection.ts';

export interface ReplayContext extends Pick<ReportContext, 'suppressions' | 'profile' | 'version' | 'now'> {
  /** In the place of what was selected when the bundle was saved; `suppressions` likewise. */
  selection?: Selection;
}

/**
 * Judges the evidence of a bundle by the rules of today. The report tells when the evidence was gathered, since
 * that is what it is about.
 */
export function replay(bundle: Bundle, { selection, ...context }: ReplayContext): Report {
  const startedAt = Date.parse(bundle.startedAt);
  const suppressions = context.suppressions ?? bundle.suppressions;
  const profile = context.profile ?? bundle.context.profile;
  return reportOn(bundle.evidence, {
    ...context,
    ...(suppressions && { suppressions }),
    ...(profile !== undefined && { profile }),
    selection: selection ?? selectionOf(bundle),
    given: givenOf(bundle),
    startedAt,
    gatheredAt: startedAt + bundle.durationMs,
  });
}

/** What was selected when the bundle was saved. */
function selectionOf({ selection: { symptom, checks, skipped } }: Bundle): Selection {
  return { symptom: SYMPTOMS.find(({ id }) => id === symptom) ?? null, checks, skipped };
}
