import { defineCheck } from '../shared/define-check.ts';
import { fail, pass, unknown } from '../shared/judgement.ts';
import { CLUES } from './clues.ts';
import { documented } from './docs.ts';
import { missing } from './session-made.ts';
import type { Suspicion } from './suspects.ts';
import { seconds } from './wording.ts';

/** The same subscription has brought the customer's message, so what is left is what may befall one event. */
const ONE_EVENT_LOST: Suspicion = {
  event: 'conversation.newMessage',
  causes: ['event-failed', 'throttle-too-low'],
};

export default defineCheck({
  id: 'proof/reply-delivered',
  title: "A rep's public reply reaches OpenCX",
  causes: ['reply-internal', ...ONE_EVENT_LOST.causes],
  needs: ['proof.reply'],
  uses: CLUES,
  after: ['token/accepted', 'proof/session-made'],
  docs: documented,
  about:
    "A live test (`opencx-hubspot prove`) asks a rep to answer its message in public and looks for the answer in the history of the session. One that stands there proves that replies reach OpenCX; how OpenCX brings them to the customer's channel is not seen by it.",
  judge(needed, used) {
    const { seen, ms, written } = needed['proof.reply'];
    if (seen)
      return pass("The rep's reply stands in the session.", { measured: `seen after ${seconds(ms)}` });
    if (written === 'nothing') {
      return unknown(
        `No rep answered the test message within ${seconds(ms)}, so nothing is known of replies.`,
      );
    }
    if (written === 'internal') {
      return fail(
        { cause: 'reply-internal', confidence: 'likely', details: { comments: 1 } },
        {
          summary:
            'The test message was answered with an internal comment, which is not delivered to the customer.',
          measured: 'an internal comment',
          expected: 'a public reply',
        },
      );
    }
    return missing(ONE_EVENT_LOST, used, 'event-failed', {
      summary: `The rep's public reply stands in HubSpot and did not come to the session within ${seconds(ms)}, though the customer's message did.`,
      measured: `not seen within ${seconds(ms)}`,
      expected: 'the reply in the history of the session',
    });
  },
});
