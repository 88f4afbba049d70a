import type { ComparableReport } from './bundle/read-report.ts';

/** Why two runs may tell of different things, as a sentence that stands alone. */
export interface Caution {
  kind: 'portal' | 'symptom' | 'rules' | 'checks' | 'order' | 'left-out';
  text: string;
}

/** Everything that makes a comparison of two runs mean less than it seems to. */
export function cautionsFor(before: ComparableReport, after: ComparableReport): Caution[] {
  return [
    ...otherPortal(before.portal.hubId, after.portal.hubId),
    ...otherSymptom(before.symptom, after.symptom),
    ...otherRules(before.tool.version, after.tool.version),
    ...otherChecks(Object.keys(before.checks), Object.keys(after.checks)),
    ...wrongOrder(before.startedAt, after.startedAt),
  ];
}

function otherPortal(before: number | undefined, after: number | undefined): Caution[] {
  if (before === undefined || after === undefined || before === after) return [];
  const text = `The first run is of portal ${before}, the second of portal ${after}: a difference need not be a change.`;
  return [{ kind: 'portal', text }];
}

function otherSymptom(before: string | null, after: string | null): Caution[] {
  if (before === after) return [];
  const named = (symptom: string | null) => symptom ?? 'no symptom';
  const text = `The first run looked at ${named(before)}, the second at ${named(after)}.`;
  return [{ kind: 'symptom', text }];
}

function otherRules(before: string, after: string): Caution[] {
  if (before === after) return [];
  const text = `The first run was judged by version ${before}, the second by version ${after}: a difference can come from the rules.`;
  return [{ kind: 'rules', text }];
}

function otherChecks(before: readonly string[], after: readonly string[]): Caution[] {
  const missing = [
    ...notRun(
      'first',
      after.filter((id) => !before.includes(id)),
    ),
    ...notRun(
      'second',
      before.filter((id) => !after.includes(id)),
    ),
  ];
  return missing.map((text) => ({ kind: 'checks', text }));
}

function notRun(which: 'first' | 'second', ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const names = ids.length > 5 ? `${ids.length} checks` : ids.join(', ');
  return [`Not looked at in the ${which} run: ${names}.`];
}

function wrongOrder(before: string, after: string): Caution[] {
  if (Date.parse(before) <= Date.parse(after)) return [];
  const text = `The first run is newer (${before}) than the second (${after}); what is called mended may be what broke.`;
  return [{ kind: 'order', text }];
}
