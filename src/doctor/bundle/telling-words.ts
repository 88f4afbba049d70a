import { OPENCX_MARKERS } from '../../core/authors.ts';

/** Words by which the parts of a handoff comment are known (OpenCX troubleshooting page, "Replies not syncing", step 1). */
const PARTS = ['summary', 'reason', 'sentiment', 'language'];

const OPENCX_LINK = /https?:\/\/(?:[\w-]+\.)*open\.cx(?![\w.-])/i;

/**
 * What is left of a message's text: the marks by which a check knows what kind of message it is. What somebody
 * wrote is nobody else's business.
 *
 * @param sessionId id of the OpenCX session, which a handoff comment names
 */
export function tellingWords(text: string, sessionId: string | undefined): string {
  return [
    ...Object.values(OPENCX_MARKERS).filter((marker) => text.includes(marker)),
    ...PARTS.filter((part) => new RegExp(`\\b${part}\\b`, 'i').test(text)),
    ...(OPENCX_LINK.test(text) ? ['https://open.cx'] : []),
    ...(sessionId !== undefined && text.includes(sessionId) ? [sessionId] : []),
  ].join('\n');
}
