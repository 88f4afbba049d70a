/** What a run may have to go by, of any fact: what some saved run had, nothing, or a refusal. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type EvidenceSet, FACTS } from '../../checks/facts.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { failed, notGiven, REFUSED_401, REFUSED_SCOPES, TIMED_OUT } from './evidence.ts';

const NO_TOKEN = { kind: 'not-configured', message: 'no token' } as const;
const FAULTS = [REFUSED_401, REFUSED_SCOPES, TIMED_OUT, NO_TOKEN].map(failed);

const saved = ['two-faults', 'token-rejected', 'one-mended'].map((name) => {
  const file = new URL(`../../fixtures/bundles/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { evidence: EvidenceSet }).evidence;
});

/** Each fact as some saved run has it, not given, or refused in some way. */
export const anyEvidence: fc.Arbitrary<EvidenceSet> = fc.record(
  Object.fromEntries(
    Object.keys(FACTS).map((key) => {
      const had = saved.flatMap((one) => (one as Record<string, Evidence<unknown>>)[key] ?? []);
      return [key, fc.constantFrom<Evidence<unknown>>(...had, ...had, notGiven(), ...FAULTS)];
    }),
  ),
) as fc.Arbitrary<EvidenceSet>;
