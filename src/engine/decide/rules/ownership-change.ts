import { agentActor, printableActor } from '../actors.ts';
import { isOwnerChange } from '../event-kinds.ts';
import { assignToAiUser } from '../ownership.ts';
import { act, type EnvelopeView, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference" (G3): ownership of a conversation. */
export const ownershipChange: Rule<EnvelopeView> = {
  id: 'ownership-change',
  rule: 'A conversation that leaves the AI user counts as handed off, except with Assist Mode; any other change of owner means nothing by itself.',
  applies: ({ event }) => isOwnerChange(event),
  inspect({ event, settings }) {
    const { assistMode } = settings;
    const aiUser = agentActor(settings.aiUser);
    const input = {
      newOwner: printableActor(event.propertyValue),
      aiUser: printableActor(settings.aiUser),
      assistMode,
    };
    // Without an AI user nothing can leave it; the owner gate keeps the AI silent anyway.
    const staysWithAiUser = aiUser === undefined || agentActor(event.propertyValue) === aiUser;
    if (!staysWithAiUser && !assistMode)
      return act('mark-handed-off', input, assignToAiUser(settings.aiUser));
    return skip('unsupported-type', input, wayToCount(aiUser, staysWithAiUser, assistMode));
  },
};

/** null where more than one thing would have to change. */
function wayToCount(
  aiUser: string | undefined,
  staysWithAiUser: boolean,
  assistMode: boolean,
): string | null {
  if (aiUser === undefined) return assistMode ? null : 'set the Default User ID in OpenCX';
  if (staysWithAiUser) return assistMode ? null : 'assign the thread to a rep';
  return 'turn Assist Mode off';
}
