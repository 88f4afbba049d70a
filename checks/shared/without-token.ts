import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { Given } from '../../src/core/given.ts';

/**
 * That nobody gave this tool a token, which says nothing about HubSpot. Where no call may be made none is wanted, and it is
 * one more thing that was not given.
 */
export function withoutToken({ offline }: Pick<Given, 'offline'>): EvidenceFailure | EvidenceNotGiven {
  if (offline) return new EvidenceNotGiven('No token was given, and none is wanted with --offline.');
  return new EvidenceFailure({
    kind: 'not-configured',
    message: 'no token was given to this tool (HUBSPOT_ACCESS_TOKEN or --token-file).',
  });
}
