import type { EvidenceKey, EvidenceSet } from '../../checks/facts.ts';
import { CHECKS, PROBES } from '../../checks/index.ts';
import type { World } from '../../checks/shared/probe.ts';
import { blockersOf } from './blockers.ts';
import { type GatherOptions, gather } from './gather.ts';
import { evidenceOf } from './report.ts';
import type { Selection } from './selection.ts';

/** Told with every report: which portal this is, and how it is connected. */
export const ALWAYS: readonly EvidenceKey[] = ['connection.mode'];

/**
 * Gathers what the selected checks declare, and what the checks declare that those come after.
 *
 * When something failed, the evidence of the checks that such a failure points to is gathered too, so that
 * `--only conversation/owner` with a dead token names the token.
 */
export async function gatherFor(
  selection: Selection,
  world: World,
  options: GatherOptions,
): Promise<EvidenceSet> {
  const wanted = prerequisites(selection.checks).filter((id) => !selection.skipped.includes(id));
  const evidence = await gather(PROBES, [...ALWAYS, ...evidenceOf(wanted)], world, options);

  const suspected = suspects(evidence).filter(
    (id) => !wanted.includes(id) && !selection.skipped.includes(id),
  );
  if (suspected.length === 0) return evidence;
  return gather(PROBES, evidenceOf(suspected), world, { ...options, known: evidence });
}

/** By the check, those that it comes after. */
const AFTER: ReadonlyMap<string, readonly string[] | undefined> = new Map(
  CHECKS.map(({ id, after }) => [id, after]),
);

function prerequisites(ids: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (id: string) => {
    if (found.has(id)) return;
    found.add(id);
    for (const before of AFTER.get(id) ?? []) add(before);
  };
  ids.forEach(add);
  return [...found];
}

function suspects(evidence: EvidenceSet): string[] {
  return (Object.keys(evidence) as EvidenceKey[]).flatMap((key) => {
    const item = evidence[key];
    return item?.outcome === 'error' ? blockersOf(key, item.error) : [];
  });
}
