import { troubleshooting } from '../../src/core/docs.ts';
import { shownByAny } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, notApplicable, pass } from '../shared/judgement.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

/** That a webhook URL names its organization is not documented: where it does not, nothing is concluded. */
export default defineCheck({
  id: 'webhooks/target-org',
  title: 'The URL belongs to this OpenCX organization',
  causes: ['webhook-url-other-org'],
  needs: ['webhooks.targetUrl', 'opencx.webhookUrl'],
  after: ['webhooks/registered'],
  shown: shownByAny('Events of a live test have arrived in this organization.'),
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['delivered-but-ignored'],
  docs: troubleshooting('webhook-shows-delivered-in-hubspot-but-nothing-happens'),
  about:
    'Every OpenCX organization has a webhook URL of its own. Where both URLs name an organization, the two are compared; a URL copied from another organization is answered with 200 while nothing happens here.',
  judge(needed) {
    const target = needed['webhooks.targetUrl']?.organization;
    const shown = needed['opencx.webhookUrl']?.organization;
    if (!target || !shown) {
      return notApplicable('The two URLs do not both name an organization, so there is none to compare.');
    }
    if (target === shown) return pass('Both URLs name the same OpenCX organization.');
    return fail('webhook-url-other-org', {
      summary: 'The URL in HubSpot was copied from another OpenCX organization.',
      measured: 'the URL names another organization',
      expected: 'the organization of the URL that OpenCX shows',
    });
  },
});
