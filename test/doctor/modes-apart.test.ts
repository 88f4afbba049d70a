/** A verdict that the way of connecting has no say in is found once, and has to be the same in every other way. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EvidenceSet, FACTS } from '../../checks/facts.ts';
import { CHECKS } from '../../checks/index.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../../src/core/connection.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { saidToBe } from '../../src/doctor/mode.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { runs } from '../support/proof.ts';
import { failed, notGiven, REFUSED_401, REFUSED_SCOPES, TIMED_OUT } from './evidence.ts';

const NO_TOKEN = { kind: 'not-configured', message: 'no token' } as const;
const FAULTS = [REFUSED_401, REFUSED_SCOPES, TIMED_OUT, NO_TOKEN].map(failed);

const saved = ['two-faults', 'token-rejected', 'one-mended'].map((name) => {
  const file = new URL(`../../fixtures/bundles/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { evidence: EvidenceSet }).evidence;
});

/** Each fact as some saved run has it, not given, or refused in some way. */
const evidence: fc.Arbitrary<EvidenceSet> = fc.record(
  Object.fromEntries(
    Object.keys(FACTS).map((key) => {
      const had = saved.flatMap((one) => (one as Record<string, Evidence<unknown>>)[key] ?? []);
      return [key, fc.constantFrom<Evidence<unknown>>(...had, ...had, notGiven(), ...FAULTS)];
    }),
  ),
) as fc.Arbitrary<EvidenceSet>;

function judged(
  mode: ConnectionMode,
  given: EvidenceSet,
  more: { known?: ReadonlyMap<string, Verdict>; onMode?(id: string): void } = {},
): Verdict[] {
  return runChecks(CHECKS, saidToBe(mode, given), {
    mode,
    conversation: 'wanted',
    now: () => 0,
    ...more,
  });
}

test('the same as if everything were judged again', () => {
  const mode = fc.constantFrom(...CONNECTION_MODES);
  fc.assert(
    fc.property(evidence, mode, mode, (given, one, other) => {
      const withMode = new Set<string>();
      const first = judged(one, given, { onMode: (id) => void withMode.add(id) });
      const apart = first.filter(({ check }) => !withMode.has(check));
      const known = new Map(apart.map((verdict) => [verdict.check, verdict]));
      expect(apart.length).toBeGreaterThan(0);
      expect(judged(other, given, { known })).toEqual(judged(other, given));
    }),
    { numRuns: runs(600) },
  );
});
