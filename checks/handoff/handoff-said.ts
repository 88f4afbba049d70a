import { aiUserOf } from '../conversation/agent-actor.ts';
import { isHandedOff } from '../conversation/handed-off.ts';
import type { Used } from '../shared/define-check.ts';
import { obtained } from '../shared/obtained.ts';
import { findHandoffComment } from './handoff-comment.ts';

/** What the evidence says about a handoff; `unread` where a source that could tell was not to be had. */
export type HandoffSaid = 'happened' | 'not-happened' | 'unsaid' | 'unread';

export type HandoffSources = Used<'conversation.session' | 'conversation.messages' | 'opencx.defaultUserId'>;

/** Whether OpenCX handed the conversation off: its session says so, or a handoff comment stands there. */
export function handoffSaid(sources: HandoffSources): HandoffSaid {
  const session = obtained(sources['conversation.session']);
  if (session !== undefined && isHandedOff(session)) return 'happened';
  const comment = findHandoffComment(obtained(sources['conversation.messages']) ?? [], {
    aiUser: aiUserOf(sources['opencx.defaultUserId']),
    sessionId: session?.id,
  });
  if (comment !== undefined) return 'happened';
  if (session !== undefined) return 'not-happened';
  const isUnread = [sources['conversation.session'], sources['conversation.messages']].some(
    ({ outcome }) => outcome === 'error',
  );
  return isUnread ? 'unread' : 'unsaid';
}
