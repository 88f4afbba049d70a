import { CAUSES } from '../../../checks/causes.ts';
import { CHECKS, SYMPTOMS } from '../../../checks/index.ts';
import type { Bundle } from './bundle.ts';

/** What a bundle is judged by. */
export interface RulesOfToday {
  /** Version of the tool. */
  version: string;
  /** Digest of its checks and causes. */
  rules: string;
}

/** One sentence where a bundle is judged by other rules than those of the day on which it was saved; null where not. */
export function rulesNote(
  { tool, rules }: Pick<Bundle, 'tool' | 'rules'>,
  today: RulesOfToday,
): string | null {
  const age = compareVersions(today.version, tool.version);
  if (age > 0) {
    return `The bundle was saved by version ${tool.version} and is judged by the newer rules of version ${today.version}, so verdicts may differ from those of that day.`;
  }
  if (age < 0) {
    return `The bundle was saved by version ${tool.version}, which is newer than this one (${today.version}): update to judge it by rules that are as new as it is.`;
  }
  if (rules === today.rules) return null;
  return `The bundle was saved by another build of version ${tool.version}, with other checks or causes than this one, so verdicts may differ from those of that day.`;
}

/** Above zero where the first is newer. What is no number in a version, such as `beta`, counts as zero. */
function compareVersions(one: string, other: string): number {
  const [left, right] = [numbersOf(one), numbersOf(other)];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return version.split(/[.+-]/).map((part) => Number(part) || 0);
}

/**
 * Digest of what the checks, the causes and the checklists declare, to tell whether evidence was judged by the same
 * ones. How a check judges is code and not in it; the version of the tool stands for that.
 */
export function rulesDigest(): string {
  const checks = CHECKS.map(({ id, causes, needs, uses, after, notFor }) => [
    id,
    causes,
    needs,
    uses,
    after,
    Object.keys(notFor ?? {}),
  ]);
  const causes = Object.values(CAUSES).map(({ id, owner, leads }) => [id, owner, leads]);
  const symptoms = SYMPTOMS.map((symptom) => [symptom.id, symptom.checks]);
  return fingerprint(JSON.stringify([checks, causes, symptoms]));
}

/** FNV-1a of 32 bits: it tells two versions of a table apart, and no cryptography has to be loaded for that. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
