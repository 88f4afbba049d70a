import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import usage from '../../../checks/account/usage.ts';
import crmConnection from '../../../checks/crm/connection.ts';
import contactMatch from '../../../checks/crm/contact-match.ts';
import defaultUser from '../../../checks/default-user/known.ts';
import deliveriesAccepted from '../../../checks/deliveries/accepted.ts';
import deliveriesArriving from '../../../checks/deliveries/arriving.ts';
import deliveriesThrottled from '../../../checks/deliveries/throttled.ts';
import type { EvidenceKey, EvidenceSet } from '../../../checks/facts.ts';
import missingScopes from '../../../checks/logs/missing-scopes.ts';
import rateLimits from '../../../checks/logs/rate-limits.ts';
import unauthorized from '../../../checks/logs/unauthorized.ts';
import connected from '../../../checks/oauth/connected.ts';
import openCxKey from '../../../checks/opencx/key.ts';
import ownersRead from '../../../checks/scopes/owners-read.ts';
import required from '../../../checks/scopes/required.ts';
import type { Defined } from '../../../checks/shared/define-check.ts';
import accepted from '../../../checks/token/accepted.ts';
import format from '../../../checks/token/format.ts';
import inOpenCx from '../../../checks/token/in-opencx.ts';
import portal from '../../../checks/token/portal.ts';
import committed from '../../../checks/webhooks/committed.ts';
import delivering from '../../../checks/webhooks/delivering.ts';
import objectFormat from '../../../checks/webhooks/object-format.ts';
import paused from '../../../checks/webhooks/paused.ts';
import reachable from '../../../checks/webhooks/reachable.ts';
import registered from '../../../checks/webhooks/registered.ts';
import subscriptions from '../../../checks/webhooks/subscriptions.ts';
import targetOrg from '../../../checks/webhooks/target-org.ts';
import targetUrl from '../../../checks/webhooks/target-url.ts';
import throttle from '../../../checks/webhooks/throttle.ts';
import ticketProperties from '../../../checks/webhooks/ticket-properties.ts';
import { CONNECTION_MODES } from '../../../src/core/connection.ts';
import type { Evidence } from '../../../src/core/evidence.ts';
import { runs } from '../../support/proof.ts';
import { anyEvidence, noDiagnosis } from './arbitraries.ts';
import { NO_TOKEN, verdictOf } from './judging.ts';

const CHECKS: readonly Defined<string>[] = [
  format,
  accepted,
  portal,
  inOpenCx,
  connected,
  required,
  ownersRead,
  usage,
  openCxKey,
  defaultUser,
  registered,
  subscriptions,
  ticketProperties,
  paused,
  objectFormat,
  committed,
  throttle,
  targetUrl,
  targetOrg,
  reachable,
  delivering,
  deliveriesArriving,
  deliveriesAccepted,
  deliveriesThrottled,
  unauthorized,
  missingScopes,
  rateLimits,
  crmConnection,
  contactMatch,
];

function declared(check: Defined<string>): readonly EvidenceKey[] {
  return [...check.needs, ...(check.uses ?? [])];
}

function evidenceFor(check: Defined<string>, of: (key: EvidenceKey) => fc.Arbitrary<Evidence<unknown>>) {
  const items = Object.fromEntries(declared(check).map((key) => [key, of(key)]));
  return fc.record(items, { requiredKeys: [] }) as fc.Arbitrary<EvidenceSet>;
}

describe.each(CHECKS.map((check) => [check.id, check] as const))('%s', (_id, check) => {
  test('breaks over no combination of evidence, and names only its own causes', () => {
    fc.assert(
      fc.property(evidenceFor(check, anyEvidence), fc.constantFrom(...CONNECTION_MODES), (evidence, mode) => {
        const verdict = verdictOf(check, evidence, { mode });
        expect(verdict.status).not.toBe('crash');
        expect(verdict.summary).toMatch(/[.?]$/);
        for (const { cause } of verdict.findings) expect(check.causes).toContain(cause);
      }),
      { numRuns: runs(300) },
    );
  });

  test('accuses nobody when nothing but broken connections, 429 and 5xx is seen', () => {
    fc.assert(
      fc.property(evidenceFor(check, noDiagnosis), (evidence) => {
        // A token that nobody gave is a finding of its own, so the token's form always counts as asked for.
        const verdict = verdictOf(check, { 'token.form': NO_TOKEN, ...evidence });
        expect(verdict.findings).toEqual([]);
      }),
      { numRuns: runs(100) },
    );
  });

  test('has the parts that a reader needs', () => {
    expect(check.title).not.toMatch(/\.$/);
    expect(check.about.length).toBeGreaterThan(80);
    expect(check.docs).toMatch(/^https:\/\/docs\.open\.cx\//);
    expect(check.causes.length).toBeGreaterThan(0);
  });
});
