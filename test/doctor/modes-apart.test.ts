/** A verdict that the way of connecting has no say in is found once, and has to be the same in every other way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../checks/facts.ts';
import { CHECKS } from '../../checks/index.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../../src/core/connection.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { saidToBe } from '../../src/doctor/mode.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { runs } from '../support/proof.ts';
import { anyEvidence } from './any-evidence.ts';

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
    fc.property(anyEvidence, mode, mode, (given, one, other) => {
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
