import type { FixContext } from '../../src/core/cause.ts';
import type { Fix } from '../../src/core/report.ts';
import type { FindingDetails } from '../../src/core/verdict.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { argument, inBrief, manual, type Proof, prove, proveBy, threadFlag } from '../shared/fix.ts';
import { after, detail, hitDetail } from '../shared/wording.ts';

export const CONVERSATION_CAUSES = defineCauses({
  'conversation-not-found': {
    owner: 'wait',
    title: (details) => after('What was named does not exist here', detail(details, 'what')),
    leads: [],
    fixes: (context) => [
      inBrief(
        'Give the id at the end of the address of the conversation in the inbox, in the portal of the token.',
        manual(
          context.places.conversation(undefined),
          'Look at the id once more: the thread id is the number at the end of the address of the conversation in the inbox; a ticket and a session have ids of their own.',
          'Make sure that the conversation is in the portal of the token. If not, use a token of the portal that it is in.',
          'If it was deleted, take another conversation that shows the problem.',
          prove(context, 'conversation/found', '--thread THREAD_ID'),
        ),
      ),
    ],
  },
  'owner-not-ai-user': {
    owner: 'rep',
    title: (details) => {
      const owner = detail(details, 'owner');
      const aiUser = aiUserOf(details);
      const wanted = aiUser === undefined ? 'the OpenCX AI user' : `the OpenCX AI user ${aiUser}`;
      const hit = hitDetail(details);
      if (hit !== undefined) return `${hit} conversations are not assigned to ${wanted}`;
      const sentence =
        owner === undefined
          ? `The conversation is not assigned to ${wanted}`
          : `The conversation is assigned to ${owner}, not to ${wanted}`;
      return details['assist'] === true ? `${sentence}; with Assist Mode the AI only drafts` : sentence;
    },
    // Not `event-skipped`: the events may have been skipped for another reason, which should stay in sight.
    leads: [],
    fixes: (context) =>
      context.details['assist'] === true
        ? [leaveOrTakeOver(context)]
        : [reassign(context), turnAssistModeOn()],
  },
  'conversation-put-away': {
    owner: 'rep',
    title: (details) => `The conversation is ${detail(details, 'state') ?? 'put away'} in HubSpot`,
    leads: [],
    fixes: (context) => [
      inBrief(
        'Take the conversation out of the spam or the archive, and have the customer write once more.',
        manual(
          context.places.conversation(context.threadId),
          'Look for the conversation in the inbox under Spam, or among the archived ones.',
          'If it was put there by mistake, take it out: mark it as not spam, or restore it. HubSpot deletes an archived conversation for good after 30 days.',
          'What came in meanwhile gets no answer afterwards: have the customer write once more.',
          prove(context, 'conversation/usable', threadFlag(context)),
        ),
      ),
    ],
  },
  'handed-off-silent': {
    owner: 'rep',
    title: () =>
      'The AI may be waiting for a human: the conversation was handed off and never left the AI user',
    leads: [],
    fixes: (context) => [
      inBrief(
        'If a human should answer, assign it to a rep; if the AI should, end the handoff in the OpenCX inbox and have the customer write once more.',
        manual(
          context.places.conversation(context.threadId),
          'If a human should answer, assign the conversation to a rep; the AI is then silent on purpose.',
          `If the AI should go on, assign it to a rep and then to ${BY_SETTING} again, or end the handoff in the OpenCX inbox, and have the customer write once more.`,
          proveBy(
            `opencx-hubspot doctor ai-stopped-replying ${threadFlag(context)}`,
            'conversation/awaiting-human should pass.',
          ),
        ),
      ),
    ],
  },
});

/** The AI user by name and actor id, as far as they are known. */
function aiUserOf(details: FindingDetails): string | undefined {
  const wanted = detail(details, 'wanted') ?? detail(details, 'aiUser');
  const name = detail(details, 'name');
  return wanted !== undefined && name !== undefined ? `${name} (${wanted})` : (wanted ?? name);
}

const BY_SETTING = 'the user of the Default User ID in OpenCX';

function reassign(context: FixContext): Fix {
  const { details, places, threadId } = context;
  return inBrief(
    `Assign the conversation to ${aiUserOf(details) ?? BY_SETTING}, and have the customer write once more.`,
    manual(
      places.conversation(threadId),
      'Open the conversation in HubSpot and look at the field "Assigned to".',
      `Assign it to ${aiUserOf(details) ?? BY_SETTING}. What came in before gets no answer from the AI: have the customer write once more.`,
      proveOwner(context),
    ),
  );
}

/** With Assist Mode the owner makes no difference to the drafts, so doing nothing is a right answer too. */
function leaveOrTakeOver(context: FixContext): Fix {
  const { details, places, threadId } = context;
  return inBrief(
    `Leave it if the AI should only draft; else assign it to ${aiUserOf(details) ?? BY_SETTING} and have Assist Mode turned off.`,
    manual(
      places.conversation(threadId),
      'If the AI should only draft, leave everything as it is: its drafts stand on the conversation as internal comments.',
      `If it should answer by itself, assign the conversation to ${aiUserOf(details) ?? BY_SETTING} and have an OpenCX admin turn Assist Mode off for the channel.`,
      proveOwner(context),
    ),
  );
}

function turnAssistModeOn(): Fix {
  return manual(
    { where: 'OpenCX: the AI settings of the channel' },
    'If the rep should keep the conversation and the AI should go on drafting, have an OpenCX admin turn Assist Mode on for the channel.',
    'To prove it, have the customer write once more: the draft should appear on the conversation as an internal comment.',
  );
}

function proveOwner(context: FixContext): Proof {
  const actorId = aiUserOf(context.details)?.match(/A-\d+/)?.[0];
  return prove(
    context,
    'conversation/owner',
    threadFlag(context),
    `--default-user ${argument(actorId, 'A-USER_ID')}`,
  );
}
