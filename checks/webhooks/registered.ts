import { troubleshooting } from '../../src/core/docs.ts';
import { questionIn } from '../facts.ts';
import { shownByAny } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, manual, pass } from '../shared/judgement.ts';
import { confidenceIn, obtained, untold } from '../shared/obtained.ts';
import { sentEvents, WITNESSES } from './events.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

/** The ground of all other webhook checks. Events that were sent prove a target URL without anybody looking it up. */
export default defineCheck({
  id: 'webhooks/registered',
  title: 'The app has a webhook target URL',
  causes: ['webhook-not-registered', 'service-key-without-webhooks'],
  needs: [],
  uses: ['webhooks.targetUrl', 'webhooks.delivering', ...WITNESSES],
  shown: shownByAny('An event of a live test has arrived, so the app has a target URL.'),
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['handoff-without-ticket'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    "Looks whether the HubSpot app has a target URL at all: in the app's project files, in the webhooks API where it answers, in what HubSpot's log of deliveries shows, in what the journal saw arrive, or in what somebody read off the screen. A service key cannot receive webhooks, whatever is set elsewhere.",
  judge(_needed, used, mode) {
    if (mode === 'service-key') {
      return fail('service-key-without-webhooks', {
        summary: 'HubSpot is connected with a service key, and a service key cannot receive webhooks.',
        measured: 'a service key',
        expected: 'an app with webhooks',
      });
    }
    const target = used['webhooks.targetUrl'];
    if (target.outcome === 'ok') {
      if (target.value) {
        return pass(`The app sends its events to ${target.value.host}.`, { measured: target.value.host });
      }
      const log = obtained(used['webhooks.delivering']);
      if (target.source === 'stated' && log !== undefined && log !== 'none') {
        return manual(
          "One answer says that the app has no target URL, another that HubSpot's log shows deliveries to it. Both cannot be so.",
          questionIn(mode, 'webhooks.targetUrl'),
        );
      }
      if (sentEvents(used, target).length === 0) {
        return fail(
          { cause: 'webhook-not-registered', confidence: confidenceIn(target) },
          {
            summary: 'The HubSpot app has no webhook target URL, so no event leaves HubSpot.',
            measured: 'no target URL',
            expected: 'the webhook URL that OpenCX shows',
          },
        );
      }
      return pass('Events were sent since somebody found no target URL, so there is one.');
    }
    if (sentEvents(used).length > 0) return pass('Events were sent, so the app has a target URL.');
    if (target.outcome === 'error') return untold(target);
    return manual('Nobody has said which target URL HubSpot shows.', questionIn(mode, 'webhooks.targetUrl'));
  },
});
