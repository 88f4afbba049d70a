import { troubleshooting } from '../../src/core/docs.ts';
import { awaitsHuman, type Handoff, handoffIn } from '../../src/core/handoff.ts';
import type { Message } from '../../src/core/hubspot/records.ts';
import { defineCheck } from '../shared/define-check.ts';
import { notApplicable, pass, unknown, warn } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { agentActorId, isHandedOff } from './holder.ts';

export default defineCheck({
  id: 'conversation/awaiting-human',
  title: 'The AI is not waiting for a human after a handoff',
  causes: ['handed-off-silent'],
  needs: ['conversation.thread', 'opencx.defaultUserId'],
  uses: ['conversation.messages', 'conversation.session', 'opencx.assistMode'],
  after: ['token/portal', 'default-user/known'],
  symptoms: ['ai-stopped-replying'],
  onlyUnder: ['ai-stopped-replying'],
  docs: troubleshooting('ai-stopped-replying-mid-thread'),
  about:
    'A handoff may leave the conversation with the AI user, and the AI silent all the same. Looks for a handoff after ' +
    'which the conversation has not left the AI user: by the rules of the engine the AI then waits for a human. ' +
    'OpenCX does not say how such a handoff ends, so it is a possible cause at most, and looked at only where the AI ' +
    'is said to have stopped; otherwise a silent AI is what a handoff is for.',
  judge(needed, used) {
    const session = obtained(used['conversation.session']);
    if (session?.assistMode === true || obtained(used['opencx.assistMode']) === true) {
      return notApplicable(
        'Assist Mode is on, and with it the AI drafts whether there was a handoff or not.',
      );
    }
    const aiUser = agentActorId(needed['opencx.defaultUserId']);
    const { assignedTo } = needed['conversation.thread'];
    if (aiUser === undefined || assignedTo === undefined || agentActorId(assignedTo) !== aiUser) {
      return notApplicable(
        'The conversation is not assigned to the AI user; conversation/owner judges what that means.',
      );
    }
    const messages = used['conversation.messages'];
    if (session !== undefined && !isHandedOff(session)) {
      return pass('OpenCX shows this conversation as not handed off.');
    }
    if (messages.outcome === 'error') {
      return unknown(`Whether there was a handoff could not be read: ${messages.error.message}`);
    }
    const handoff = lastHandoff(obtained(messages) ?? [], aiUser, session !== undefined);
    if (!awaitsHuman(handoff, true)) {
      return pass('Nothing says that the AI waits for a human.');
    }
    return warn(
      { cause: 'handed-off-silent', confidence: 'possible' },
      {
        summary:
          'OpenCX handed this conversation off, and it has not left the AI user since then. The AI may be waiting for a human, though the conversation is its own.',
        measured: 'handed off, and assigned to the AI user ever since',
        expected: 'no handoff, or one that a rep has taken and given back',
      },
    );
  },
});

/** Where the session alone tells of it, any other owner among the messages may have come after it, and counts so. */
function lastHandoff(messages: readonly Message[], aiUser: string, isToldBySession: boolean): Handoff {
  const told = handoffIn(messages, aiUser);
  if (told.isHandedOff || !isToldBySession) return told;
  const leftAiUser = messages.some(({ type, assignedTo }) => type === 'ASSIGNMENT' && assignedTo !== aiUser);
  return { isHandedOff: true, leftAiUser };
}
