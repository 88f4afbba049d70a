import type { Message } from '../../core/hubspot.ts';

/** A rep's public reply on its way to the customer. */
export interface DeliveredReply {
  threadId: string;
  sessionId: string;
  message: Message;
}

/**
 * Brings a rep's reply to the customer's channel, which outside of OpenCX is a stand-in. Rejects with
 * `DeliveryFailed` or `EvidenceFailure`; it is not tried again then.
 */
export type Delivery = (reply: DeliveredReply, signal: AbortSignal) => Promise<{ channel: string }>;

export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
}

/** A reply as it leaves this program: what the customer would see, and where it belongs. */
export function deliveredDocument({ threadId, sessionId, message }: DeliveredReply) {
  const { id: messageId, createdAt, text = '', richText, subject } = message;
  return { threadId, sessionId, messageId, createdAt, subject, text, richText };
}
