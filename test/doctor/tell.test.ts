/** What a report says of one verdict: since when the words are known that it rests on. */
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../checks/facts.ts';
import type { Source } from '../../src/core/evidence.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { tellCheck } from '../../src/doctor/tell.ts';
import { obtained } from './evidence.ts';

const [OLD, OLDER, OF_LATE] = ['2026-11-05', '2026-10-02', '2026-11-20'].map((day) => `${day}T09:00:00.000Z`);

/** Answers of these days, of which all but that of late have aged. */
function said(...days: readonly (string | undefined)[]): EvidenceSet {
  const keys = ['webhooks.throttle', 'webhooks.committed'] as const;
  return Object.fromEntries(
    days.map((at, place) => [
      keys[place],
      { ...obtained(10, 'stated'), at, ...(at !== OF_LATE && { stale: true }) },
    ]),
  );
}

test.each<[string, Source, EvidenceSet, string | undefined]>([
  ['words that have aged: the day of the oldest', 'stated', said(OLD, OLDER), OLDER],
  ['the same, told in another order', 'stated', said(OLDER, OLD), OLDER],
  ['words of which one has aged: the day of that one', 'stated', said(OF_LATE, OLD), OLD],
  ['words of late: no day', 'stated', said(OF_LATE, OF_LATE), undefined],
  ['a measurement, which words only stand beside: no day', 'live', said(OLD), undefined],
])('of a verdict that rests on %s', (_, source, evidence, day) => {
  const verdict = { check: 'webhooks/throttle', status: 'fail', source, evidence: Object.keys(evidence) };
  expect(tellCheck(verdict as Verdict, evidence).statedAt).toBe(day);
});
