import fc from 'fast-check';
import { decideMessage } from '../../src/engine/decide/decide.ts';
import { anyEvent, anyGiven } from '../engine/decide/arbitraries.ts';
import type { Figure } from './figures.ts';

const CASES = 2_000;
const SECONDS = 1;

/** How many decisions the rules take a second, over events and messages of every kind. */
export async function engineDecisions(): Promise<Figure[]> {
  const cases = fc.sample(fc.tuple(anyEvent(), anyGiven()), { numRuns: CASES, seed: 1 });
  const decideAll = () => {
    for (const [event, given] of cases) decideMessage(event, given);
  };
  decideAll();
  const startedAt = performance.now();
  let decisions = 0;
  while (performance.now() - startedAt < SECONDS * 1_000) {
    decideAll();
    decisions += cases.length;
  }
  const perSecond = decisions / ((performance.now() - startedAt) / 1_000);
  return [{ what: 'decisions', measured: `${Math.round(perSecond)} a second`, bar: '' }];
}
