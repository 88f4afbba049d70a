import { troubleshooting } from '../../src/core/docs.ts';
import { authorOf } from '../../src/core/hubspot/authors.ts';
import { aiUserOf } from '../conversation/holder.ts';
import { mayHaveOlder } from '../conversation/newest-page.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, notApplicable, pass } from '../shared/judgement.ts';

export default defineCheck({
  id: 'replies/public',
  title: "A rep has answered the customer's last message in public",
  causes: ['reply-internal'],
  needs: ['conversation.messages'],
  uses: ['opencx.defaultUserId'],
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    "Looks at what was written after the customer's last message. A reply reaches the customer only as a public " +
    'message; an internal comment stays inside HubSpot. What OpenCX, other apps, bots and HubSpot itself wrote ' +
    'does not count as a reply of a rep; of a public message without a sender it is open.',
  judge(needed, used) {
    const aiUser = aiUserOf(used['opencx.defaultUserId']);
    const written = needed['conversation.messages'].map((message) => ({
      message,
      author: authorOf(message, aiUser),
    }));
    const lastFromCustomer = written.findIndex(
      ({ message, author }) => message.type === 'MESSAGE' && author === 'customer',
    );
    // On a full page without a customer's message the last one is older, so that everything here follows it.
    if (lastFromCustomer === -1 && !mayHaveOlder(needed['conversation.messages'])) {
      return notApplicable('The customer has written nothing in this conversation.');
    }
    const since = lastFromCustomer === -1 ? written : written.slice(0, lastFromCustomer);
    const byReps = since.filter(({ author }) => author === 'rep');

    if (byReps.some(({ message }) => message.type === 'MESSAGE')) {
      return pass("A rep has answered in public since the customer's last message.");
    }
    const comments = byReps.filter(({ message }) => message.type === 'COMMENT');
    const answerers = since.flatMap(({ message, author }) => (message.type === 'MESSAGE' ? [author] : []));
    if (comments.length === 0) {
      return notApplicable(
        answerers.includes('unnamed')
          ? "Since the customer's last message a public message went out of which HubSpot names no sender, and no rep is named with any."
          : "No rep has written anything since the customer's last message.",
      );
    }
    // Where the customer has been answered, a rep's comment may well be meant as a mere note.
    const answerer = (['ai', 'unnamed'] as const).find((author) => answerers.includes(author));
    return fail(
      {
        cause: 'reply-internal',
        ...(answerer === undefined ? {} : { confidence: 'possible' as const }),
        details: { comments: comments.length },
      },
      {
        summary:
          answerer === undefined
            ? "Since the customer's last message reps have written internal comments only. Internal comments are not delivered to the customer."
            : `Since the customer's last message ${ANSWERED[answerer]}, and reps have written internal comments only. If one of them was meant for the customer, it was not delivered.`,
        measured: `${count(comments.length, 'internal comment')}, no public message from a rep`,
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
