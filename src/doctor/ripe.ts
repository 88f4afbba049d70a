import type { EvidenceKey, EvidenceSet } from '../../checks/facts.ts';
import { CHECKS } from '../../checks/index.ts';
import { blockersOf } from './blockers.ts';
import { ALWAYS } from './gather-for.ts';

/**
 * The checks whose verdict nothing that is still awaited can change: all that they declare is there, and all that the
 * checks declare that may block them.
 *
 * @param evidence what has come so far
 */
export function ripeChecks(ids: readonly string[], evidence: EvidenceSet): string[] {
  return ids.filter((id) => restsOn(id, evidence).every((key) => evidence[key] !== undefined));
}

/** Evidence that a check's verdict rests on, its own and that of every check that may block it. */
function restsOn(id: string, evidence: EvidenceSet): EvidenceKey[] {
  const keys = new Set<EvidenceKey>(ALWAYS);
  const seen = new Set<string>();
  const visit = (check: string) => {
    if (seen.has(check)) return;
    seen.add(check);
    const { needs = [], uses = [], after = [], shown } = CHECKS.find((one) => one.id === check) ?? {};
    for (const key of [...needs, ...uses, ...(shown ? [shown.by] : [])]) {
      keys.add(key);
      const item = evidence[key];
      if (item?.outcome === 'error') blockersOf(key, item.error).forEach(visit);
    }
    after.forEach(visit);
  };
  visit(id);
  return [...keys];
}
