import { troubleshooting } from '../../src/core/docs.ts';
import type { UrlFacts } from '../../src/core/hubspot/webhooks.ts';
import { shownByAny } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type JudgementText, notApplicable, pass, unknown } from '../shared/judgement.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

/** Compares digests and tells hosts: the rest of a webhook URL is a secret. */
export default defineCheck({
  id: 'webhooks/target-url',
  title: 'The URL in HubSpot is the URL that OpenCX shows',
  causes: ['webhook-url-stale'],
  needs: ['webhooks.targetUrl', 'opencx.webhookUrl'],
  after: ['webhooks/registered'],
  shown: shownByAny('Events of a live test have arrived in OpenCX, so HubSpot has the right URL.'),
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['replies-not-delivered', 'delivered-but-ignored', 'replies-not-syncing'],
  docs: troubleshooting('webhook-shows-delivered-in-hubspot-but-nothing-happens'),
  about:
    'Compares the target URL of the HubSpot app with the webhook URL under Settings -> Integrations -> HubSpot in OpenCX. An outdated URL is still answered with 200, so HubSpot shows its events as delivered while nothing happens. The case of the host, the default port and a slash at the end make no difference.',
  judge(needed) {
    const target = needed['webhooks.targetUrl'];
    const shown = needed['opencx.webhookUrl'];
    if (!target) {
      return notApplicable('HubSpot has no target URL to compare; webhooks/registered tells that.');
    }
    if (!shown) return unknown('OpenCX shows no webhook URL, so there is none to compare with.');
    if (target.digest === shown.digest) {
      return pass('The URL in HubSpot is the one that OpenCX shows.', { measured: addressOf(target) });
    }
    return fail('webhook-url-stale', difference(target, shown));
  },
});

function difference(target: UrlFacts, shown: UrlFacts): JudgementText {
  const [inHubSpot, inOpenCx] = [addressOf(target), addressOf(shown)];
  if (inHubSpot !== inOpenCx) {
    return {
      summary: `HubSpot sends events to ${inHubSpot}, but OpenCX shows a URL on ${inOpenCx}.`,
      measured: inHubSpot,
      expected: inOpenCx,
    };
  }
  return {
    summary: `Both URLs are on ${inHubSpot}, but HubSpot's is not the one that OpenCX shows.`,
    measured: `another URL on ${inHubSpot}`,
    expected: `the URL on ${inOpenCx} that OpenCX shows`,
  };
}

function addressOf({ scheme, host }: UrlFacts): string {
  return scheme === 'https:' ? host : `${scheme}//${host}`;
}
