import { FACTS, isEvidenceKey } from '../../checks/facts.ts';
import type { EvidenceError } from '../core/evidence.ts';
import { refusesToken } from '../core/hubspot/error-words.ts';
import { OWNERS_SCOPE } from '../core/hubspot/scopes.ts';

/**
 * The checks whose claim a failed probe puts in doubt, nearest first. If one of them failed, it is the reason why
 * the evidence is not there; if none did, nothing is known but that it could not be had.
 *
 * No entry for a 5xx, DNS, TLS or a timeout: those are nobody's setting, so they block nothing and stay unknown.
 */
export function blockersOf(key: string, error: EvidenceError): readonly string[] {
  const askedOf = isEvidenceKey(key) ? FACTS[key].askedOf : undefined;
  // What a personal access key may not read says nothing of the token.
  if (askedOf === 'webhook-target' || askedOf === 'developer-platform') return [];
  if (askedOf === 'opencx') {
    if (error.kind !== 'http') return [];
    return error.status === 404 ? ['conversation/found'] : ['opencx/key'];
  }
  if (error.kind === 'not-configured' || error.kind === 'not-allowed') return ['token/format'];
  if (error.kind !== 'http') return [];
  if (refusesToken(error)) return ['token/accepted'];
  if (error.status === 403) {
    return error.scopes?.names.includes(OWNERS_SCOPE)
      ? ['scopes/owners-read', 'scopes/required', 'token/accepted']
      : ['scopes/required', 'token/accepted'];
  }
  if (error.status === 404) return ['conversation/found', 'token/portal'];
  if (error.status === 429) return ['account/usage'];
  return [];
}
