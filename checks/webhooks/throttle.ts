import { troubleshooting } from '../../src/core/docs.ts';
import { type Throttle, WANTED_THROTTLE } from '../../src/core/hubspot/webhooks.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass, unknown } from '../shared/judgement.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';
import { perSecond, throttleWords, wantedThrottle } from './throttling.ts';

/** That events are dropped below the wanted number is OpenCX's word; HubSpot's documentation does not say so. */
export default defineCheck({
  id: 'webhooks/throttle',
  title: `Event throttling is ${WANTED_THROTTLE} per second or more`,
  causes: ['throttle-too-low'],
  needs: ['webhooks.throttle'],
  after: ['webhooks/registered'],
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['replies-not-syncing'],
  docs: troubleshooting('replies-not-syncing-full-checklist'),
  about: `Compares the app's event throttling (in files and in the API: maxConcurrentRequests) with the ${WANTED_THROTTLE} a second that OpenCX asks for. Where the API says which time the limit is for (period), it is counted in that; where nothing says it, the number itself is compared, and that it means events per second is inferred. HubSpot starts every app with 10. According to OpenCX, events beyond the limit are lost in a burst; HubSpot does not document what becomes of them.`,
  judge(needed) {
    const throttle = needed['webhooks.throttle'];
    const { period } = throttle;
    const [words, wanted] = [throttleWords(throttle), wantedThrottle(period)];
    const text = { measured: words, expected: wanted };
    const rate = perSecond(throttle);
    if (rate === undefined) {
      return unknown(
        `Event throttling is ${words} for each period "${period}"; how long that is, is not known here.`,
        text,
      );
    }
    if (rate >= WANTED_THROTTLE) return pass(`Event throttling is ${words}.${inference(throttle)}`, text);
    return fail(
      {
        cause: 'throttle-too-low',
        // A number without its unit is compared as OpenCX seems to mean it.
        ...(period === undefined && { confidence: 'likely' as const }),
        details: { throttle: words, ...(period !== undefined && { period }) },
      },
      {
        summary: `Event throttling is ${words}; OpenCX asks for ${wanted} and says that bursts lose events below it.${inference(throttle)}`,
        ...text,
      },
    );
  },
});

function inference({ period }: Throttle): string {
  return period === undefined
    ? ' No unit stands with the number; that it is what OpenCX calls events per second is inferred.'
    : '';
}
