import { OPENCX_MARKERS } from '../../core/authors.ts';
import type { Message } from '../../core/hubspot.ts';
import type { RichText } from '../../core/ports.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text of the AI's as HubSpot takes it. The HTML carries OpenCX's marker, by which the engine knows its own messages,
 * and the id of the message that it answers, by which two equal answers can be told apart. Neither is seen.
 */
export function aiText(text: string, inReplyToId: string): RichText {
  const paragraphs = text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${line.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)}</p>`);
  return {
    text,
    richText: `${paragraphs.join('')}${OPENCX_MARKERS['ai-response']}${reference(inReplyToId)}`,
  };
}

/** Whether HubSpot's message is this text, sent in answer to this message. HubSpot may drop what HTML does not show. */
export function isSameText(message: Message, text: string, inReplyToId: string): boolean {
  const named = /<!-- in reply to ([\w-]+) -->/.exec(message.richText ?? '')?.[1];
  if (named !== undefined) return named === inReplyToId;
  return plain(message.text ?? '') === plain(text);
}

function reference(messageId: string): string {
  return /^[\w-]+$/.test(messageId) ? `<!-- in reply to ${messageId} -->` : '';
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
