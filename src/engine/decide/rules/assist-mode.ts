import { isHandedOff, isOwnedByAiUser } from '../ownership.ts';
import { act, type MessageView, pass, type Rule } from '../rule.ts';

/** OpenCX docs, "Webhook Reference": Assist Mode drafts as internal comments, whoever owns the conversation. */
export const assistMode: Rule<MessageView> = {
  id: 'assist-mode',
  rule: "With Assist Mode the AI's draft is posted as an internal comment, and nothing goes to the customer.",
  inspect(view) {
    const input = { assistMode: view.settings.assistMode };
    if (!view.settings.assistMode) return pass(input);
    // Where the AI may answer by itself, switching Assist Mode off leaves it answering.
    const wouldAnswer = isOwnedByAiUser(view) && !isHandedOff(view);
    return act('draft', input, wouldAnswer ? null : 'turn Assist Mode off');
  },
};
