import { createHash } from 'node:crypto';
import { CAUSES } from '../../checks/causes.ts';
import { CHECKS, SYMPTOMS } from '../../checks/index.ts';

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
  return createHash('sha256')
    .update(JSON.stringify([checks, causes, symptoms]))
    .digest('hex');
}
