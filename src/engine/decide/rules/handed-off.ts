import { assignToAiUser, isHandedOff, isOwnedByAiUser, ownershipInput } from '../ownership.ts';
import { type MessageView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference": handoff, and reassigning to the Default User ID; Assist Mode goes on drafting. */
export const handedOff: Rule<MessageView> = {
  id: 'handed-off',
  rule: 'After a handoff the AI is silent until the conversation, once it has left the AI user, is assigned to that user again; Assist Mode goes on.',
  inspect(view) {
    const { session, settings } = view;
    const input = {
      session: session?.status ?? null,
      leftAiUser: session?.leftAiUser ?? null,
      ...ownershipInput(view),
    };
    if (settings.assistMode || !isHandedOff(view)) return pass(input);
    return skip('handed-off', input, wayBack(view));
  },
};

/** A handoff may leave the conversation with the AI user; assigning it there once more would be no change. */
function wayBack(view: MessageView): string {
  const { aiUser } = view.settings;
  return isOwnedByAiUser(view)
    ? `assign the thread to a rep, then ${assignToAiUser(aiUser)} again`
    : assignToAiUser(aiUser);
}
