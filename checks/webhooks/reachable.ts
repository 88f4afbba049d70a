import { troubleshooting } from '../../src/core/docs.ts';
import { counted } from '../deliveries/log.ts';
import { shownByAny } from '../proof/arrived.ts';
import { defineCheck, type Used } from '../shared/define-check.ts';
import { fail, pass, unknown } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';

const TOO_MANY_REQUESTS = 429;

/**
 * One answer at one moment: a server error is likely the target's trouble, and confirmed where HubSpot's own deliveries to
 * this address fail as well; a 429 says nothing at all.
 */
export default defineCheck({
  id: 'webhooks/reachable',
  title: 'The target answers 200 to an empty batch',
  causes: ['webhook-unreachable'],
  needs: ['webhooks.answer'],
  uses: ['deliveries.log', 'opencx.webhookUrl'],
  shown: shownByAny('Events of a live test have arrived in OpenCX, so the target takes them.'),
  symptoms: ['delivered-but-ignored'],
  docs: troubleshooting('webhook-shows-delivered-in-hubspot-but-nothing-happens'),
  about:
    'Sends one empty batch of events to the webhook URL, as HubSpot would, and looks at the status of the answer. Done only when asked for with --probe-webhook. A 200 shows that the address is served; it does not show that events are processed.',
  judge(needed, used) {
    const { status, host } = needed['webhooks.answer'];
    const text = { measured: `status ${status} from ${host}`, expected: 'status 200' };
    if (status >= 200 && status < 300) return pass(`${host} answers ${status} to an empty batch.`, text);
    if (status === TOO_MANY_REQUESTS) {
      return unknown(`${host} asked for fewer requests (429), which says nothing about events.`, text);
    }
    const details = { status, host };
    if (status >= 500) {
      const failed = failedDeliveries(used);
      const outlook =
        failed === 0
          ? 'It may pass by itself.'
          : `HubSpot's log of deliveries shows ${counted(failed)} to it that failed, and none since that did not.`;
      return fail(
        { cause: 'webhook-unreachable', confidence: failed === 0 ? 'likely' : 'confirmed', details },
        {
          summary: `${host} answered ${status}: a trouble at the target, not a setting in HubSpot. ${outlook}`,
          ...text,
        },
      );
    }
    return fail(
      { cause: 'webhook-unreachable', details },
      { summary: `${host} does not take events at this URL: it answered ${status}.`, ...text },
    );
  },
});

/** What HubSpot itself saw fail at the address that was called, as long as nothing has succeeded since. */
function failedDeliveries(used: Used<'deliveries.log' | 'opencx.webhookUrl'>): number {
  const called = obtained(used['opencx.webhookUrl'])?.digest;
  return (obtained(used['deliveries.log'])?.troubles ?? [])
    .filter(({ outcome, still }) => outcome === 'failed' && still)
    .filter(({ digests }) => digests.length > 0 && digests.every((each) => each === called))
    .reduce((sum, { count }) => sum + count, 0);
}
