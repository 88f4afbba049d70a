import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import { type NamedVariables, variableFor } from '../../src/core/given.ts';

/**
 * That nobody gave this tool a token, which says nothing about HubSpot. Where no call may be made none is wanted, and it is
 * one more thing that was not given.
 */
export function withoutToken(
  given: NamedVariables & { offline: boolean },
): EvidenceFailure | EvidenceNotGiven {
  if (given.offline) return new EvidenceNotGiven('No token was given, and none is wanted with --offline.');
  return new EvidenceFailure({
    kind: 'not-configured',
    message: `no token was given to this tool (${variableFor('tokenVariable', given)} or --token-file).`,
    ...(given.tokenVariable !== undefined && { variable: given.tokenVariable }),
  });
}
