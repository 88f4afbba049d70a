import { troubleshooting } from '../../src/core/docs.ts';
import { WANTED_THROTTLE } from '../../src/core/hubspot/webhooks.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass } from '../shared/judgement.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

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
  about: `Compares the app's event throttling (in files and in the API: maxConcurrentRequests) with the ${WANTED_THROTTLE} that OpenCX asks for. HubSpot starts every app with 10. According to OpenCX, events beyond the limit are lost in a burst; HubSpot does not document what becomes of them.`,
  judge(needed) {
    const throttle = needed['webhooks.throttle'];
    const text = { measured: String(throttle), expected: `${WANTED_THROTTLE} or more` };
    if (throttle >= WANTED_THROTTLE) return pass(`Event throttling is ${throttle}.`, text);
    return fail(
      { cause: 'throttle-too-low', details: { throttle, wanted: WANTED_THROTTLE } },
      {
        summary: `Event throttling is ${throttle}; OpenCX asks for ${WANTED_THROTTLE} or more and says that bursts lose events below it.`,
        ...text,
      },
    );
  },
});
