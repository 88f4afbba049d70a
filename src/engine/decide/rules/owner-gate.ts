import { assignToAiUser, isOwnedByAiUser, ownershipInput } from '../ownership.ts';
import { type MessageView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference", owner gate; OpenCX troubleshooting page, "AI stopped replying mid-thread". */
export const ownerGate: Rule<MessageView> = {
  id: 'owner-gate',
  rule: 'The AI answers only while the conversation is assigned to the AI user, except with Assist Mode; what holds for a conversation that nobody owns is left open in the OpenCX docs, and here it counts as not assigned to the AI user.',
  inspect(view) {
    const input = ownershipInput(view);
    if (view.settings.assistMode || isOwnedByAiUser(view)) return pass(input);
    return skip('owner-not-ai-user', input, assignToAiUser(view.settings.aiUser));
  },
};
