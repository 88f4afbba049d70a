/** By what a handoff is known: OpenCX's session, and the comment that it leaves on the conversation. */
import { actorsOf, authorOf, OPENCX_MARKERS } from '../../src/core/hubspot/authors.ts';
import type { Message } from '../../src/core/hubspot/records.ts';
import { aiUserOf, isHandedOff } from '../conversation/holder.ts';
import type { Used } from '../shared/define-check.ts';
import { obtained } from '../shared/obtained.ts';

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

/** What OpenCX puts into the comment that it leaves on a handoff (troubleshooting page, "Replies not syncing", step 1). */
export const HANDOFF_PARTS = ['summary or reason', 'sentiment', 'language', 'session link'] as const;
type HandoffPart = (typeof HANDOFF_PARTS)[number];

export interface HandoffComment {
  message: Message;
  /** The parts that can be seen in it. */
  parts: HandoffPart[];
}

/** What is known about the OpenCX side of the conversation. */
export interface OpenCxSide {
  /** Actor id of the AI user. */
  aiUser?: string | undefined;
  sessionId?: string | undefined;
}

/** Parts that make an app's comment a handoff comment without marker and link; other apps write summaries too. */
const TELLING_PARTS = 3;

const OPENCX_LINK = /https?:\/\/(?:[\w-]+\.)*open\.cx(?![\w.-])/i;

/** The newest comment that OpenCX left on a handoff. */
export function findHandoffComment(
  messages: readonly Message[],
  side: OpenCxSide,
): HandoffComment | undefined {
  for (const message of messages) {
    if (message.type !== 'COMMENT' || !isFromOpenCxOrApp(message, side.aiUser)) continue;
    const parts = partsOf(message, side.sessionId);
    const isHandoff =
      textOf(message).includes(OPENCX_MARKERS.handoff) ||
      parts.includes('session link') ||
      parts.length >= TELLING_PARTS;
    if (isHandoff) return { message, parts };
  }
  return undefined;
}

/** A rep may paste a session link into a comment of their own; that is no handoff comment. */
function isFromOpenCxOrApp(message: Message, aiUser: string | undefined): boolean {
  const author = authorOf(message, aiUser);
  return author === 'ai' || author === 'app' || (aiUser !== undefined && actorsOf(message).includes(aiUser));
}

function partsOf(message: Message, sessionId: string | undefined): HandoffPart[] {
  const text = textOf(message);
  const isThere: Record<HandoffPart, boolean> = {
    'summary or reason': /\b(?:summary|reason)\b/i.test(text),
    sentiment: /\bsentiment\b/i.test(text),
    language: /\blanguage\b/i.test(text),
    'session link': OPENCX_LINK.test(text) || (sessionId !== undefined && text.includes(sessionId)),
  };
  return HANDOFF_PARTS.filter((part) => isThere[part]);
}

function textOf(message: Message): string {
  return `${message.text ?? ''}\n${message.richText ?? ''}`;
}
