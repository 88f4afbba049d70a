import { awaitsHuman } from '../../core/handoff.ts';
import { agentActor, printableActor } from '../actors.ts';
import type { MessageView, RuleInput } from './rule.ts';

/** What the rules on ownership look at. */
export function ownershipInput({ settings, thread }: MessageView): RuleInput {
  return {
    owner: printableActor(thread.assignedTo),
    aiUser: printableActor(settings.aiUser),
    assistMode: settings.assistMode,
  };
}

/** Nobody's conversation is not the AI user's, and no conversation is while no AI user is configured. */
export function isOwnedByAiUser({ settings, thread }: MessageView): boolean {
  const aiUser = agentActor(settings.aiUser);
  return aiUser !== undefined && agentActor(thread.assignedTo) === aiUser;
}

/** Handed off, and not taken back. */
export function isHandedOff(view: MessageView): boolean {
  if (view.session === null) return false;
  const { status, leftAiUser } = view.session;
  return awaitsHuman({ isHandedOff: status === 'handed-off', leftAiUser }, isOwnedByAiUser(view));
}

/** How to give a conversation to the AI user. */
export function assignToAiUser(aiUser: string | undefined): string {
  const actor = printableActor(agentActor(aiUser));
  return actor === null
    ? 'set the Default User ID in OpenCX, then assign the thread to that user'
    : `assign the thread to ${actor}`;
}
