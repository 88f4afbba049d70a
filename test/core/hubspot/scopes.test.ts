import { expect, test } from 'vitest';
import { CAUSES } from '../../../checks/causes.ts';
import { placesFor } from '../../../checks/shared/places.ts';
import { CONNECTION_MODES } from '../../../src/core/connection.ts';
import {
  isGranted,
  missingFor,
  ruleOf,
  SCOPE_RULES,
  scopeToGrant,
  scopeWords,
} from '../../../src/core/hubspot/scopes.ts';

const SPLIT = SCOPE_RULES.filter(({ successors }) => successors !== undefined);

test.each(SCOPE_RULES)('$name is granted by itself, and missing where nothing is granted', (rule) => {
  expect(missingFor(rule, [rule.name])).toEqual([]);
  expect(missingFor(rule, ['oauth'])).toEqual([rule.name]);
  expect(isGranted(rule.name, [rule.name])).toBe(true);
  expect(isGranted(rule.name, ['oauth'])).toBe(false);
});

test.each(SPLIT)('$name and all of its successors count for each other', ({ name, successors = [] }) => {
  expect(isGranted(name, successors)).toBe(true);
  for (const successor of successors) {
    expect(ruleOf(successor)?.name).toBe(name);
    expect(isGranted(successor, [name])).toBe(true);
    const others = successors.filter((other) => other !== successor);
    expect(isGranted(name, others)).toBe(false);
    expect(isGranted(successor, others)).toBe(false);
    expect(scopeWords(successor)).toBe(`${successor}, or the older ${name}`);
  }
});

test('a scope that OpenCX does not ask for has no rule and counts for itself alone', () => {
  expect(ruleOf('timeline')).toBeUndefined();
  expect(isGranted('timeline', ['timeline'])).toBe(true);
  expect(isGranted('timeline', ['tickets'])).toBe(false);
});

test.each(CONNECTION_MODES.filter((mode) => mode !== 'oauth'))(
  'nobody is sent to a box that may be gone without being told what took its place, as %s',
  (mode) => {
    const context = { places: placesFor({ mode }), mode, details: { scopes: ['tickets'] } };
    const steps = JSON.stringify(CAUSES['scope-missing'].fixes(context));
    expect(steps).toContain(scopeToGrant('tickets'));
    expect(scopeToGrant('tickets')).toContain('crm.objects.tickets.read and crm.objects.tickets.write');
  },
);
