/** What is told before all has come is not taken back: a verdict is ripe once nothing that is awaited can change it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVIDENCE_KEYS, type EvidenceSet } from '../../checks/facts.ts';
import { CHECK_IDS, CHECKS } from '../../checks/index.ts';
import { ripeChecks } from '../../src/doctor/ripe.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { STATES } from '../checks/states/index.ts';
import { runs } from '../support/proof.ts';

const CONTEXT = { mode: 'legacy-app', conversation: 'named', now: () => 0 } as const;

/** Something known of every fact, in the order in which it comes. */
const coming = fc.tuple(
  fc.shuffledSubarray([...EVIDENCE_KEYS], { minLength: EVIDENCE_KEYS.length }),
  fc.infiniteStream(fc.nat()),
);

function verdictsOn(evidence: EvidenceSet): Map<string, string> {
  const verdicts = runChecks(CHECKS, evidence, CONTEXT);
  return new Map(verdicts.map(({ durationMs: _, ...verdict }) => [verdict.check, JSON.stringify(verdict)]));
}

test('a ripe verdict stays, whatever comes after it, and at the end all are ripe', () => {
  let early = 0;
  fc.assert(
    fc.property(coming, ([keys, picks]) => {
      const whole = keys.map((key) => {
        const states = STATES.get(key) ?? [];
        return [key, states[(picks.next().value ?? 0) % states.length]?.evidence] as const;
      });
      const last = verdictsOn(Object.fromEntries(whole) as EvidenceSet);
      for (const share of [0.25, 0.5, 0.75, 0.9]) {
        const soFar = Object.fromEntries(whole.slice(0, Math.ceil(share * whole.length))) as EvidenceSet;
        const now = verdictsOn(soFar);
        const ripe = ripeChecks(CHECK_IDS, soFar);
        for (const id of ripe) expect(now.get(id), id).toBe(last.get(id));
        early += ripe.length;
      }
      expect(ripeChecks(CHECK_IDS, Object.fromEntries(whole) as EvidenceSet)).toEqual(CHECK_IDS);
    }),
    { numRuns: runs(60) },
  );
  expect(early).toBeGreaterThan(0);
});
