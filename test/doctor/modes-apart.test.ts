/** A verdict that the way of connecting has no say in is found once, and has to be the same in every other way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../checks/facts.ts';
import { CHECKS } from '../../checks/index.ts';
import { pass } from '../../checks/shared/judgement.ts';
import type { Check } from '../../src/core/check.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../../src/core/connection.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { saidToBe } from '../../src/doctor/mode.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { runs } from '../support/proof.ts';
import { anyEvidence } from './any-evidence.ts';

const PLAIN: Check = {
  id: 'a/plain',
  title: 'a claim',
  about: 'a test',
  docs: 'https://docs.example.test',
  causes: [],
  needs: [],
  judge: () => pass('fine'),
};

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

test.each<[string, Partial<Check>, boolean]>([
  ['what it needs', { judge: (_needed) => pass('fine') }, false],
  ['what it needs and uses', { judge: (_needed, _used) => pass('fine') }, false],
  ['the way of connecting', { judge: (_needed, _used, _mode) => pass('fine') }, true],
  ['the way of connecting, as evidence', { uses: ['connection.mode'] }, true],
  ['whether it has a meaning in a way of connecting', { notFor: { oauth: 'OpenCX owns the app.' } }, true],
])('a check that goes by %s', (_what, more, isAboutMode) => {
  const told: string[] = [];
  const check: Check = { ...PLAIN, ...more };
  const context = { mode: 'legacy-app', conversation: 'wanted', now: () => 0 } as const;
  runChecks([check], {}, { ...context, onMode: (id) => void told.push(id) });
  expect(told).toEqual(isAboutMode ? [check.id] : []);
});
