import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import delivering from '../../../checks/webhooks/delivering.ts';
import type { DeliveryFates } from '../../../src/core/delivery-log.ts';
import { found, verdictOf } from '../token/judging.ts';
import { AFTER, arrived, BEFORE, delivered, deliveryLogOf } from './samples.ts';

function fates(of: Partial<DeliveryFates>): EvidenceSet {
  const none = { delivered: 0, done: 0, open: 0, skipped: [], failed: [], missing: 0 };
  return {
    'journal.events': arrived(BEFORE),
    'deliveries.fates': found<DeliveryFates>({ ...none, ...of }, 'journal'),
  };
}

test('what was answered and never came to the journal went to another address', () => {
  const verdict = verdictOf(delivering, fates({ delivered: 3, done: 1, missing: 2, lastMissingAt: AFTER }));
  expect(verdict).toMatchObject({
    status: 'fail',
    findings: [{ cause: 'webhook-url-stale', confidence: 'likely' }],
    measured: '3 events delivered and answered, 1 done here, 2 not in the journal',
  });
  expect(verdict.summary).toContain(AFTER);
});

test('what came and was skipped is told with the reason', () => {
  const skipped = [{ reason: 'internal-comment', count: 2 }];
  expect(verdictOf(delivering, fates({ delivered: 3, done: 1, skipped }))).toMatchObject({
    status: 'pass',
    measured: expect.stringContaining('2 skipped (internal-comment)'),
  });
});

test('without a journal the log of deliveries tells it, and nobody is asked', () => {
  expect(verdictOf(delivering, { 'deliveries.log': delivered(BEFORE) }).status).toBe('pass');
  const refused = deliveryLogOf({ deliveries: 2, refused: 2 });
  expect(verdictOf(delivering, { 'deliveries.log': refused }).status).toBe('na');
});
