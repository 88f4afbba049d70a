import { expect, test } from 'vitest';
import { sayFailure } from '../../../checks/processing/failure-reasons.ts';

test.each([
  ['damaged-in-journal', 'what the journal holds of them is damaged and cannot be read (damaged-in-journal)'],
  ['hubspot-401', 'HubSpot answered 401 (hubspot-401)'],
  ['a-reason-of-later', 'of a-reason-of-later'],
  ['constructor', 'of constructor'],
])('%s is told as "because %s"', (reason, told) => {
  expect(sayFailure(reason)).toBe(told);
});
