import { printableActor } from '../actors.ts';
import { act, type Conclusion, type MessageView, type Rule } from '../rule.ts';

/** The end of the way: no rule had anything against it. */
export const answer = {
  id: 'answer',
  rule: "The AI answers a customer's message on a conversation that is its own.",
  inspect({ settings }): Conclusion {
    const aiUser = printableActor(settings.aiUser);
    return act('reply', { aiUser }, 'assign the thread to a rep instead of the AI user');
  },
} satisfies Rule<MessageView>;
