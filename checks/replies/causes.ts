import { defineCauses } from '../shared/define-causes.ts';
import { inBrief, manual, prove, threadFlag } from '../shared/fix.ts';
import { after, detail, hitDetail } from '../shared/wording.ts';

export const REPLY_CAUSES = defineCauses({
  'reply-internal': {
    owner: 'rep',
    title: (details) => {
      const hit = hitDetail(details);
      return hit === undefined
        ? 'The rep has answered with internal comments only, and customers never see those'
        : `In ${hit} conversations reps have answered with internal comments only, and customers never see those`;
    },
    leads: [],
    fixes: (context) => [
      inBrief(
        'Send the text again as a public reply on the channel of the customer, not as a comment.',
        manual(
          context.places.conversation(context.threadId),
          'Open the conversation and switch the editor from Comment to the reply on the channel of the customer.',
          'Send the text again as a public reply.',
          prove(context, 'replies/public', threadFlag(context)),
        ),
      ),
    ],
  },
  'channel-unreachable': {
    owner: 'rep',
    title: (details) =>
      after("The customer's channel cannot be reached at present", detail(details, 'reason')),
    leads: ['message-failed'],
    fixes: (context) => [
      inBrief(
        'Write to an address or number at which the customer can be reached, or have the channel connected again; then send the reply once more.',
        manual(
          context.places.conversation(context.threadId),
          'See whether the customer can still be reached where they wrote: email address valid, phone number active, chat window open.',
          'If not, write to another address or number of theirs.',
          'If the channel itself is switched off or no longer authorized in HubSpot, a HubSpot admin connects it to the inbox again.',
          'Send the reply again: what could not be delivered is not sent later.',
          prove(context, 'replies/channel-reachable', threadFlag(context)),
        ),
      ),
    ],
  },
  'message-failed': {
    owner: 'rep',
    title: (details) => after('HubSpot could not deliver the last reply', detail(details, 'reason')),
    leads: [],
    fixes: (context) => [
      inBrief(
        'Read what HubSpot says at the failed reply, correct it, and send the reply again.',
        manual(
          context.places.conversation(context.threadId),
          'Open the conversation and read what HubSpot says at the failed reply.',
          'Correct what it names, for example the address or number of the customer, and send the reply again.',
          prove(context, 'replies/channel-reachable', threadFlag(context)),
        ),
      ),
    ],
  },
});
