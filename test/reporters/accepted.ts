import type { Report } from '../../src/core/report.ts';
import { check, passed, report } from './build.ts';

/** One failure is accepted; of the other entries one has run out and one is of no use. */
export const accepted: Report = report({
  status: 'healthy',
  checks: [
    passed('token/format', { source: 'given' }),
    passed('token/accepted'),
    check('webhooks/throttle', 'fail', 'Event throttling is 10 per second.', {
      source: 'file',
      suppressed: { reason: 'a pilot with two reps', expires: '2026-12-31' },
    }),
    passed('webhooks/paused'),
  ],
  suppressions: {
    applied: ['webhooks/throttle'],
    unused: [{ check: 'webhooks/paused', scope: {}, reason: 'moving house', expires: '2026-12-01' }],
    expired: [
      {
        check: 'token/accepted',
        scope: { portal: 7700001 },
        reason: 'new token soon',
        expires: '2026-11-01',
      },
    ],
  },
});
