import { defineCheck } from '../shared/define-check.ts';
import { pass, unknown } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { CLUES } from './clues.ts';
import { documented } from './docs.ts';
import { missing } from './session-made.ts';
import type { Suspicion } from './suspects.ts';
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

/** Of OpenCX's own example (OpenCX docs, "Webhook Reference"). */
const STAGE = 'hs_pipeline_stage';

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
    const { seen, ms, property, changed, byTokensApp, leftBehind } = needed['proof.property'];
    if (leftBehind) {
      return unknown(
        `What ${property} of the ticket held before the test could not be put back: set it in HubSpot by hand. The new value ${seen ? 'came' : 'did not come'} to the session.`,
      );
    }
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
    if (byTokensApp && mode !== 'oauth') {
      return unknown(
        `${property} of the ticket was changed with the token of OpenCX's own app, and the value did not come to the session within ${seconds(ms)}: OpenCX may leave alone what its own app has changed. Set HUBSPOT_CHANGE_TOKEN to the token of another app, or leave --change out and move the ticket by hand.`,
        { measured: `not seen within ${seconds(ms)}` },
      );
    }
    const isSelected = obtained(used['webhooks.ticketProperties'])?.includes(property);
    if (property !== STAGE && mode !== 'oauth' && !isSelected) {
      return unknown(
        `${property} of the ticket was changed in HubSpot, and the value did not come to the session within ${seconds(ms)}. The app hears only of properties that its subscription selects, and whether this is one of them is not known. ${STAGE} is the one that OpenCX's own example shows: make the test with that.`,
        { measured: `not seen within ${seconds(ms)}` },
      );
    }
    return missing(mode === 'oauth' ? BY_OAUTH : NO_TICKET_EVENT, used, 'event-failed', {
      summary: `${property} of the ticket was changed in HubSpot, and the value did not come to the session within ${seconds(ms)}, though messages do.`,
      measured: `not seen within ${seconds(ms)}`,
      expected: `${property} in the custom data of the session`,
    });
  },
});
