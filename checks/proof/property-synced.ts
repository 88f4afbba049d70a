import { defineCheck } from '../shared/define-check.ts';
import { pass, unknown } from '../shared/judgement.ts';
import { documented } from './docs.ts';
import { missing } from './session-made.ts';
import { CLUES, type Suspicion } from './suspects.ts';
import { seconds } from './wording.ts';

/** Events of conversations arrive, so the app, its address and its last commit work; this subscription does not. */
const NO_TICKET_EVENT: Suspicion = {
  event: 'ticket.propertyChange',
  causes: [
    'ticket-properties-unselected',
    'subscription-missing',
    'expanded-object-events',
    'subscription-paused',
  ],
};

const BY_OAUTH: Suspicion = {
  event: 'ticket.propertyChange',
  causes: ['event-failed', 'ticket-creation-disabled'],
};

export default defineCheck({
  id: 'proof/property-synced',
  title: 'A change of the ticket reaches OpenCX',
  causes: [...NO_TICKET_EVENT.causes, ...BY_OAUTH.causes],
  needs: ['proof.property'],
  uses: CLUES,
  after: ['token/accepted', 'proof/session-made'],
  docs: documented,
  about:
    "A live test (`opencx-hubspot prove`) asks for its ticket to be moved to another stage, or with --change changes a property of a ticket that was named, and looks for the value in the custom data of the session. How OpenCX names a property there is not documented; HubSpot's own name is looked for.",
  judge(needed, used, mode) {
    const { seen, ms, property, changed } = needed['proof.property'];
    if (seen) {
      return pass(`The new value of ${property} stands in the session.`, {
        measured: `seen after ${seconds(ms)}`,
      });
    }
    if (!changed) {
      return unknown(
        `${property} of the test's ticket was not changed within ${seconds(ms)}, so nothing is known of it.`,
      );
    }
    return missing(mode === 'oauth' ? BY_OAUTH : NO_TICKET_EVENT, used, 'event-failed', {
      summary: `${property} of the ticket was changed in HubSpot, and the value did not come to the session within ${seconds(ms)}, though messages do.`,
      measured: `not seen within ${seconds(ms)}`,
      expected: `${property} in the custom data of the session`,
    });
  },
});
