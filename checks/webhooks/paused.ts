import { troubleshooting } from '../../src/core/docs.ts';
import { eventLabel } from '../../src/core/hubspot/webhooks.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass } from '../shared/judgement.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

export default defineCheck({
  id: 'webhooks/paused',
  title: 'None of the three subscriptions is paused',
  causes: ['subscription-paused'],
  needs: ['webhooks.paused'],
  after: ['webhooks/registered'],
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['replies-not-delivered'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    'Looks whether one of the three subscriptions that OpenCX works with is paused. A paused subscription stays in the list and looks complete, but sends nothing.',
  judge(needed) {
    const events = [...new Set(needed['webhooks.paused'])];
    if (events.length === 0) return pass('No subscription that OpenCX works with is paused.');
    return fail(
      { cause: 'subscription-paused', details: { events } },
      {
        summary: `Paused, so nothing is sent: ${events.map(eventLabel).join(', ')}.`,
        measured: `paused: ${events.join(', ')}`,
        expected: 'active',
      },
    );
  },
});
