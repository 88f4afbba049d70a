import { OPENCX_MARKERS } from '../../core/hubspot/authors.ts';
import type { Message } from '../../core/hubspot/records.ts';
import type { HandoffResponse, Turn } from '../effects.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';

/** HubSpot's limit for one property's text, in characters. */
const LONGEST_CONTENT = 65_536;

const SPEAKERS: Readonly<Record<Turn['from'], string>> = { customer: 'Customer', rep: 'Rep', ai: 'AI' };

/** The internal comment that a handoff leaves (OpenCX troubleshooting page, "Replies not syncing", step 1). */
export function handoffComment(
  { reason, summary, sentiment, language }: HandoffResponse,
  { sessionId }: EngineSession,
  { sessionLinkBase }: EngineSettings,
): string {
  return [
    OPENCX_MARKERS.handoff,
    `Reason: ${reason}`,
    `Summary: ${summary}`,
    `Sentiment: ${sentiment}`,
    `Language: ${language}`,
    `Session: ${sessionLinkBase.replace(/\/+$/, '')}/${sessionId}`,
  ].join('\n');
}

/** An email's own subject, so that rep and customer speak of the same thing. */
export function ticketSubject({ subject }: Message, threadId: string): string {
  const own = subject?.replace(/^(re:\s*)+/i, '').trim();
  return own || `Conversation ${threadId}`;
}

/** Summary and transcript; of a transcript that is too long the oldest part is left out. */
export function ticketContent(summary: string, turns: readonly Turn[]): string {
  const head = `${summary}\n\n`;
  const lines = turns.map(({ from, text, at }) => `[${at}] ${SPEAKERS[from]}: ${text}`);
  const whole = lines.join('\n');
  const room = LONGEST_CONTENT - head.length;
  if (whole.length <= room) return head + whole;
  const cut = '(The earlier part is in the conversation.)\n';
  return (head + cut + whole.slice(-Math.max(0, room - cut.length))).slice(0, LONGEST_CONTENT);
}
