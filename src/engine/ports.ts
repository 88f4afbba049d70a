import type { Message } from '../core/hubspot/records.ts';
import type { Effect, Response, ResultOf, Turn } from './effects.ts';

/**
 * What a running engine is handed to reach others with: HubSpot, whoever answers in the AI's place, and the
 * customer's channel. Each has its adapters in `outbound/`; a test hands in its own.
 */

/** Effects that HubSpot is asked for. */
export type OutboundEffect = Extract<
  Effect,
  {
    kind:
      | 'fetch-message'
      | 'fetch-thread'
      | 'fetch-messages'
      | 'find-contact'
      | 'find-contact-by-id'
      | 'post-message'
      | 'post-comment'
      | 'create-contact'
      | 'create-ticket'
      | 'update-ticket'
      | 'assign-thread';
  }
>;

export interface Outbound {
  /**
   * Carries one effect out. Transient failures are retried, a rate limit is waited for within its own window, and a
   * write that may have arrived is looked for before anything else.
   *
   * @throws EffectFailed with the reason for giving up; whatever the signal was aborted with, when it aborts
   */
  perform<E extends OutboundEffect>(effect: E, signal: AbortSignal): Promise<ResultOf<E>>;
}

/** A conversation as the responder is given it. */
export interface Conversation {
  sessionId: string;
  threadId: string;
  /** Oldest first; the last one is the message to answer. */
  turns: readonly Turn[];
}

/** Stands in the AI's place. Rejects with `ResponderFailed` or `EvidenceFailure`; then nothing is sent to anybody. */
export type Responder = (conversation: Conversation, signal: AbortSignal) => Promise<Response>;

/** The responder's answer cannot be used. The message quotes nothing of it. */
export class ResponderFailed extends Error {
  override readonly name = 'ResponderFailed';
}

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
export type ReplyDelivery = (reply: DeliveredReply, signal: AbortSignal) => Promise<{ channel: string }>;

export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
}
