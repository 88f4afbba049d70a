import { troubleshooting } from '../../src/core/docs.ts';
import { aiUserOf } from '../conversation/holder.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, notApplicable, pass } from '../shared/judgement.ts';
import { answerOfReps } from './answer-of-reps.ts';

export default defineCheck({
  id: 'replies/public',
  title: "A rep has answered the customer's last message in public",
  causes: ['reply-internal'],
  needs: ['conversation.messages'],
  uses: ['opencx.defaultUserId'],
  after: ['token/portal'],
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    "Looks at what was written after the customer's last message. A reply reaches the customer only as a public " +
    'message; an internal comment stays inside HubSpot. What OpenCX, other apps, bots and HubSpot itself wrote ' +
    'does not count as a reply of a rep; of a public message without a sender it is open.',
  judge(needed, used) {
    const answer = answerOfReps(needed['conversation.messages'], aiUserOf(used['opencx.defaultUserId']));
    if (answer === undefined) {
      return notApplicable('The customer has written nothing in this conversation.');
    }
    if (answer.kind === 'public') {
      return pass("A rep has answered in public since the customer's last message.");
    }
    if (answer.kind === 'none') {
      return notApplicable(
        answer.others.includes('unnamed')
          ? "Since the customer's last message a public message went out of which HubSpot names no sender, and no rep is named with any."
          : "No rep has written anything since the customer's last message.",
      );
    }
    const [answeredBy] = answer.others;
    return fail(
      {
        cause: 'reply-internal',
        ...(answeredBy === undefined ? {} : { confidence: 'possible' as const }),
        details: { comments: answer.comments },
      },
      {
        summary:
          answeredBy === undefined
            ? "Since the customer's last message reps have written internal comments only. Internal comments are not delivered to the customer."
            : `Since the customer's last message ${ANSWERED[answeredBy]}, and reps have written internal comments only. If one of them was meant for the customer, it was not delivered.`,
        measured: `${count(answer.comments, 'internal comment')}, no public message from a rep`,
        expected: 'a public message from a rep',
      },
    );
  },
});

const ANSWERED = {
  ai: 'the AI has answered',
  unnamed: 'a public message without a sender went out',
};

function count(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? '' : 's'}`;
}
