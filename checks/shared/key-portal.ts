import { EvidenceNotGiven } from '../../src/core/evidence.ts';

/** Why nothing of the app is looked for with a personal access key of another portal; undefined where it is of the same. */
export function ofAnotherPortal(
  ofKey: number | undefined,
  ofToken: number | undefined,
): EvidenceNotGiven | undefined {
  if (ofKey === undefined || ofToken === undefined || ofKey === ofToken) return undefined;
  const message = `The personal access key is of portal ${ofKey}, the token of portal ${ofToken}; make the key in the portal that the app's project belongs to.`;
  return new EvidenceNotGiven(message, { kind: 'not-allowed', message });
}
