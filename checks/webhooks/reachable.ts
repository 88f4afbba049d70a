import { troubleshooting } from '../../src/core/docs.ts';
import { shownByAny } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass, unknown } from '../shared/judgement.ts';

const TOO_MANY_REQUESTS = 429;

/** One answer at one moment: a server error is likely the target's trouble, a 429 says nothing at all. */
export default defineCheck({
  id: 'webhooks/reachable',
  title: 'The target answers 200 to an empty batch',
  causes: ['webhook-unreachable'],
  needs: ['webhooks.answer'],
  shown: shownByAny('Events of a live test have arrived in OpenCX, so the target takes them.'),
  symptoms: ['delivered-but-ignored'],
  docs: troubleshooting('webhook-shows-delivered-in-hubspot-but-nothing-happens'),
  about:
    'Sends one empty batch of events to the webhook URL, as HubSpot would, and looks at the status of the answer. Done only when asked for with --probe-webhook. A 200 shows that the address is served; it does not show that events are processed.',
  judge(needed) {
    const { status, host } = needed['webhooks.answer'];
    const text = { measured: `status ${status} from ${host}`, expected: 'status 200' };
    if (status >= 200 && status < 300) return pass(`${host} answers ${status} to an empty batch.`, text);
    if (status === TOO_MANY_REQUESTS) {
      return unknown(`${host} asked for fewer requests (429), which says nothing about events.`, text);
    }
    const details = { status, host };
    if (status >= 500) {
      return fail(
        { cause: 'webhook-unreachable', confidence: 'likely', details },
        {
          summary: `${host} answered ${status}: a trouble at the target, not a setting in HubSpot. It may pass by itself.`,
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
