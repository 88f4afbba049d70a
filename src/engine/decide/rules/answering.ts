/** Whether the AI answers a message that nothing said so far keeps from it. */
import { markerOf } from '../../../core/hubspot/authors.ts';
import { printableActor } from '../../actors.ts';
import { assignToAiUser, isHandedOff, isOwnedByAiUser, ownershipInput } from '../ownership.ts';
import { act, type Conclusion, type MessageView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference", skip rules: direction of the message. */
export const outgoing: Rule<MessageView> = {
  id: 'outgoing',
  rule: 'What goes out to the customer is not answered.',
  skips: 'outgoing',
  inspect({ message }) {
    const input = { direction: message.direction ?? null };
    return message.direction === 'OUTGOING' ? skip('outgoing', input, null) : pass(input);
  },
};

/** OpenCX docs, "Webhook Reference", skip rules: markers; they make no exception for a quotation. */
export const aiMarker: Rule<MessageView> = {
  id: 'ai-marker',
  rule: 'A message with an OpenCX marker in its text is not answered, whoever wrote it: quoting an AI reply is enough.',
  skips: 'ai-marker',
  inspect({ message }) {
    const marker = markerOf(message) ?? null;
    const input = { marker };
    if (marker === null) return pass(input);
    return skip('ai-marker', input, "send the message again without the quoted text of OpenCX's message");
  },
};

/** OpenCX docs, "Webhook Reference": handoff, and reassigning to the Default User ID; Assist Mode goes on drafting. */
export const handedOff: Rule<MessageView> = {
  id: 'handed-off',
  rule: 'After a handoff the AI is silent until the conversation, once it has left the AI user, is assigned to that user again; Assist Mode goes on.',
  skips: 'handed-off',
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

/** OpenCX docs, "Webhook Reference", owner gate; OpenCX troubleshooting page, "AI stopped replying mid-thread". */
export const ownerGate: Rule<MessageView> = {
  id: 'owner-gate',
  rule: 'The AI answers only while the conversation is assigned to the AI user, except with Assist Mode; what holds for a conversation that nobody owns is left open in the OpenCX docs, and here it counts as not assigned to the AI user.',
  skips: 'owner-not-ai-user',
  inspect(view) {
    const input = ownershipInput(view);
    if (view.settings.assistMode || isOwnedByAiUser(view)) return pass(input);
    return skip('owner-not-ai-user', input, assignToAiUser(view.settings.aiUser));
  },
};

/** OpenCX docs, "Webhook Reference": Assist Mode drafts as internal comments, whoever owns the conversation. */
export const assistMode: Rule<MessageView> = {
  id: 'assist-mode',
  rule: "With Assist Mode the AI's draft is posted as an internal comment, and nothing goes to the customer.",
  acts: 'draft',
  inspect(view) {
    const input = { assistMode: view.settings.assistMode };
    if (!view.settings.assistMode) return pass(input);
    // Where the AI may answer by itself, switching Assist Mode off leaves it answering.
    const wouldAnswer = isOwnedByAiUser(view) && !isHandedOff(view);
    return act('draft', input, wouldAnswer ? null : 'turn Assist Mode off');
  },
};

/** The end of the way: no rule had anything against it. */
export const answer = {
  id: 'answer',
  rule: "The AI answers a customer's message on a conversation that is its own.",
  acts: 'reply',
  inspect({ settings }): Conclusion {
    const aiUser = printableActor(settings.aiUser);
    return act('reply', { aiUser }, 'assign the thread to a rep instead of the AI user');
  },
} satisfies Rule<MessageView>;
