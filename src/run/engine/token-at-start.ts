import type { EvidenceError } from '../../core/evidence.ts';
import { MISSING_SCOPES, refusesToken } from '../../core/hubspot/error-words.ts';
import { missingFor, SCOPE_RULES } from '../../core/hubspot/scopes.ts';
import type { TokenLook } from '../../engine/identity.ts';
import { UsageError } from '../../files/usage-error.ts';

/**
 * An engine whose token HubSpot refuses would take every event and fail it; what is not taken, HubSpot sends again.
 *
 * @throws UsageError where HubSpot's own words refuse the token; a timeout, a 5xx or a proxy's answer says nothing of it
 */
export function expectAccepted({ failure }: TokenLook): void {
  if (failure === undefined || !refusesToken(failure)) return;
  throw new UsageError(`${failure.message} Every event would fail with it, so the engine does not start.`, {
    hint: 'Run `opencx-hubspot doctor` with the same token: it says what is wrong and who can mend it.',
  });
}

/** What the engine cannot do with the token for want of scopes, and what to do about it; undefined where nothing shows. */
export function wantOfScopes({ scopes, failure }: TokenLook): string | undefined {
  const lack = scopes ? lackAmong(scopes) : refusedForScopes(failure);
  return lack && `${lack} \`opencx-hubspot doctor\` says how to grant what is missing.`;
}

function lackAmong(granted: readonly string[]): string | undefined {
  const missing = SCOPE_RULES.filter(({ tier }) => tier === 'required').flatMap((rule) =>
    missingFor(rule, granted).map((name) => `${name} (${rule.breaks})`),
  );
  if (missing.length === 0) return undefined;
  return `The token lacks what OpenCX needs, so that events will fail: ${missing.join('; ')}.`;
}

function refusedForScopes(failure: EvidenceError | undefined): string | undefined {
  const refused = failure?.status === 403 && (failure.scopes || failure.category === MISSING_SCOPES);
  return refused ? `${failure.message} Events may fail for the same reason.` : undefined;
}
