import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import { type Given, TOKEN_VARIABLE } from '../../src/core/given.ts';

/**
 * That nobody gave this tool a token, which says nothing about HubSpot. Where no call may be made none is wanted, and it is
 * one more thing that was not given.
 */
export function withoutToken({
  offline,
  tokenVariable: variable,
}: Pick<Given, 'offline' | 'tokenVariable'>): EvidenceFailure | EvidenceNotGiven {
  if (offline) return new EvidenceNotGiven('No token was given, and none is wanted with --offline.');
  return new EvidenceFailure({
    kind: 'not-configured',
    message: `no token was given to this tool (${variable ?? TOKEN_VARIABLE} or --token-file).`,
    ...(variable !== undefined && { variable }),
  });
}
