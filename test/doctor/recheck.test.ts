import { expect, test } from 'vitest';
import { CAUSE_IDS } from '../../checks/causes.ts';
import { CHECKS } from '../../checks/index.ts';
import { rulesDigest } from '../../src/doctor/bundle/rules.ts';
import { recheckSelection } from '../../src/doctor/selection.ts';

test.each(CAUSE_IDS)('%s can be cleared by some check, and by no other', (cause) => {
  const ids = recheckSelection(cause);
  expect(ids.length).toBeGreaterThan(0);
  for (const { id, causes } of CHECKS) expect(ids.includes(id)).toBe(causes.includes(cause));
});

test('the checks of a cause come in the order of a whole run', () => {
  expect(recheckSelection('owners-scope-missing')).toEqual([
    'scopes/required',
    'scopes/owners-read',
    'logs/missing-scopes',
  ]);
});

test('the digest of the rules is the same each time', () => {
  expect(rulesDigest()).toMatch(/^[0-9a-f]{8}$/);
  expect(rulesDigest()).toBe(rulesDigest());
});
