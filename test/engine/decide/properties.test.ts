import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Decision, SKIP_REASONS } from '../../../src/core/decision.ts';
import { decideEnvelope, decideMessage } from '../../../src/engine/decide/decide.ts';
import { EVERY_RULE } from '../../../src/engine/decide/order.ts';
import { runs } from '../../support/proof.ts';
import { anyEvent, anyGiven } from './arbitraries.ts';

const RUNS = { numRuns: runs(2_000) };

function checkShape({ outcome, reason, action, rules }: Decision): void {
  expect(outcome === 'skip').toBe(reason !== null);
  expect(outcome === 'act').toBe(action !== null);
  expect(rules.at(-1)?.outcome).toBe(outcome);
  expect(rules.slice(0, -1).every((step) => step.outcome === 'pass')).toBe(true);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  const deciding = EVERY_RULE.find(({ id }) => id === rules.at(-1)?.id);
  expect(outcome === 'skip' ? deciding?.skips : deciding?.acts).toBe(reason ?? action);
}

it('every decision on a message has one deciding rule, its last', () => {
  fc.assert(
    fc.property(anyEvent(), anyGiven(), (event, given) => checkShape(decideMessage(event, given))),
    RUNS,
  );
});

it('what the envelope decides, the message does not change', () => {
  fc.assert(
    fc.property(anyEvent(), anyGiven(), (event, given) => {
      const { settings, duplicateOf = null } = given;
      const early = decideEnvelope(event, { settings, duplicateOf });
      if (early === null) return;
      checkShape(early);
      const late = decideMessage(event, given);
      // The fetched type may tell earlier in the order what the event tells later.
      if (late.rules.length === early.rules.length) expect(late.reason).toBe(early.reason);
      expect([late.outcome, late.action]).toEqual([early.outcome, early.action]);
    }),
    RUNS,
  );
});

it('the same again gives the same decision, and changes nothing of what was given', () => {
  fc.assert(
    fc.property(anyEvent(), anyGiven(), (event, given) => {
      const before = structuredClone({ event, given });
      expect(decideMessage(event, given)).toEqual(
        decideMessage(structuredClone(event), structuredClone(given)),
      );
      expect({ event, given }).toEqual(before);
    }),
    RUNS,
  );
});

it('an internal comment reaches neither the AI nor the customer', () => {
  fc.assert(
    fc.property(anyEvent(), anyGiven(), (event, given) => {
      fc.pre(event.messageType === 'COMMENT' || given.message.type === 'COMMENT');
      expect(['reply', 'draft', 'deliver']).not.toContain(decideMessage(event, given).action);
    }),
    RUNS,
  );
});

it('no decision prints a text or an address', () => {
  fc.assert(
    fc.property(anyEvent(), anyGiven(), (event, given) => {
      expect(JSON.stringify(decideMessage(event, given))).not.toMatch(/example\.test|OpenCX-AI-Response|🔄/);
    }),
    RUNS,
  );
});

it('every reason of the catalogue has its rule', () => {
  const seen = new Set<string | null>();
  fc.assert(
    fc.property(anyEvent(), anyGiven(), (event, given) => {
      seen.add(decideMessage({ ...event, type: event.type || 'conversation.newMessage' }, given).reason);
    }),
    { numRuns: 5_000, seed: 7 },
  );
  expect(SKIP_REASONS.filter((reason) => !seen.has(reason))).toEqual([]);
});
