import { troubleshooting } from '../../src/core/docs.ts';
import type { Actor } from '../../src/core/hubspot/records.ts';
import type { Session } from '../../src/core/opencx.ts';
import { QUESTIONS } from '../facts.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Finding, fail, pass, unknown, warn } from '../shared/judgement.ts';
import { obtained, untold } from '../shared/obtained.ts';
import { agentActorId, isHandedOff } from './holder.ts';

export default defineCheck({
  id: 'conversation/owner',
  title: 'The conversation is assigned to the OpenCX AI user',
  causes: ['owner-not-ai-user'],
  needs: ['conversation.thread', 'opencx.defaultUserId'],
  uses: [
    'opencx.assistMode',
    'conversation.owner',
    'conversation.session',
    'default-user.actor',
    'default-user.owner',
  ],
  after: ['token/portal', 'default-user/known'],
  symptoms: ['ai-stopped-replying'],
  docs: troubleshooting('ai-stopped-replying-mid-thread'),
  about:
    'Compares the owner of the conversation in HubSpot with the Default User ID that OpenCX holds. OpenCX lets ' +
    'the AI answer only while the conversation belongs to that user. With Assist Mode the AI goes on drafting ' +
    'as internal comments whoever owns it, so another owner is then a warning; while nobody has said whether it is ' +
    'on, another owner is only a likely cause.',
  judge(needed, used) {
    const aiUser = agentActorId(needed['opencx.defaultUserId']);
    if (aiUser === undefined) {
      return unknown('OpenCX holds no Default User ID, so there is no AI user to compare the owner with.');
    }
    const owner = needed['conversation.thread'].assignedTo;
    const aiUserName = nameOf(obtained(used['default-user.actor']), aiUser);
    const expected = `assigned to ${aiUserName}`;
    if (owner !== undefined && agentActorId(owner) === aiUser) {
      return pass('The conversation is assigned to the OpenCX AI user.', { measured: expected, expected });
    }

    const agent = used['default-user.actor'];
    if (agent.outcome === 'ok' && agent.value === null) {
      return unknown(`HubSpot knows no agent ${aiUser}, so there is no AI user to compare the owner with.`);
    }
    // The id may be the wrong one: whoever owns the conversation is not accused before it names a user.
    if (agent.outcome === 'error' && !obtained(used['default-user.owner'])?.byUserId) return untold(agent);

    const ownerName = owner === undefined ? 'nobody' : nameOf(obtained(used['conversation.owner']), owner);
    const session = obtained(used['conversation.session']);
    const assistMode = [session?.assistMode, obtained(used['opencx.assistMode'])].filter(
      (word) => word !== undefined,
    );
    const isAssistMode = assistMode.includes(true);
    const isUnsaid = assistMode.length === 0;
    // OpenCX documents that the owner must be the AI user, and leaves open what it does while nobody is.
    const isOpen = owner === undefined || isUnsaid;
    const finding: Finding = {
      cause: 'owner-not-ai-user',
      ...(isOpen ? { confidence: 'likely' as const } : {}),
      details: { owner: ownerName, aiUser: aiUserName, assist: isAssistMode },
    };
    const whoOwnsIt = sayOwner(owner === undefined ? undefined : ownerName, session);
    const measured = owner === undefined ? 'nobody is assigned' : `assigned to ${ownerName}`;

    if (isAssistMode) {
      const summary = `${whoOwnsIt} Assist Mode is on, so the AI's drafts go on as internal comments; it sends nothing to the customer.`;
      return warn(finding, { summary, measured, expected });
    }
    return fail(finding, {
      summary: `${whoOwnsIt} ${sayConsequence(owner === undefined)}`,
      measured,
      expected,
      ...(isUnsaid ? { question: QUESTIONS['opencx.assistMode'].text } : {}),
    });
  },
});

function sayOwner(ownerName: string | undefined, session: Session | undefined): string {
  // After a handoff a rep as owner is what was wanted; it stays a finding, as it is why the AI is silent.
  if (session !== undefined && isHandedOff(session)) {
    return ownerName === undefined
      ? 'OpenCX handed this conversation off, and nobody is assigned to it.'
      : `OpenCX handed this conversation off, and it is now assigned to ${ownerName}.`;
  }
  return ownerName === undefined
    ? 'Nobody is assigned to this conversation.'
    : `This conversation is assigned to ${ownerName}, not to the OpenCX AI user.`;
}

function sayConsequence(isUnassigned: boolean): string {
  return isUnassigned
    ? 'OpenCX asks for the AI user as its owner; without an owner the AI probably does not answer.'
    : 'The AI does not answer until it is assigned to the AI user again.';
}

function nameOf(actor: Actor | null | undefined, actorId: string): string {
  return actor?.name === undefined ? actorId : `${actor.name} (${actorId})`;
}
