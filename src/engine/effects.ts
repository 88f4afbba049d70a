/**
 * The words between work and whoever carries it out: effects with their results, and how an event ends. Types
 * and a helper.
 */
import type { Decision } from '../core/decision.ts';
import type { Contact, Message, Thread } from '../core/hubspot/records.ts';
import type { EngineSession } from './session.ts';

/** What the responder makes of a conversation. */
export type Response =
  | { kind: 'reply'; text: string }
  | { kind: 'handoff'; reason: string; summary: string; sentiment: string; language: string; text?: string }
  | { kind: 'resolve'; text?: string }
  | { kind: 'silent' };

/** What hands a conversation to the reps, in the AI's words. */
export type HandoffResponse = Extract<Response, { kind: 'handoff' }>;

/** A party's message in the form that the responder is given, oldest first. */
export interface Turn {
  from: 'customer' | 'rep' | 'ai';
  text: string;
  at: string;
}

/**
 * Everything that work can ask the world for, as data: the work itself does no IO. Each kind names its result in
 * `EffectResults`. Writes are those that reach somebody; each is journalled before it is made and after.
 */
export type Effect =
  /** The decision, as soon as it is taken; recorded before anything is done about it. */
  | { kind: 'record-decision'; decision: Decision }
  /** Something that the journal should keep with the event and no effect shows; ids and reasons only. */
  | { kind: 'note'; note: string }
  | { kind: 'fetch-message'; threadId: string; messageId: string }
  | { kind: 'fetch-thread'; threadId: string }
  /** The newest page, newest first. */
  | { kind: 'fetch-messages'; threadId: string }
  | { kind: 'load-session'; threadId: string }
  | { kind: 'load-session-of-ticket'; ticketId: string }
  | { kind: 'save-session'; session: EngineSession }
  | { kind: 'respond'; threadId: string; sessionId: string; turns: readonly Turn[] }
  | { kind: 'wait'; milliseconds: number; why: string }
  /** Replaces an earlier timer of the same key. */
  | { kind: 'schedule-close'; threadId: string; milliseconds: number }
  | { kind: 'cancel-close'; threadId: string }
  | { kind: 'find-contact'; email: string }
  | { kind: 'find-contact-by-id'; contactId: string }
  | WriteEffect;

type WriteEffect =
  | { kind: 'post-message'; threadId: string; text: string; senderActorId: string; inReplyTo: Message }
  | { kind: 'post-comment'; threadId: string; text: string; inReplyTo: Message }
  | { kind: 'create-contact'; email: string }
  | { kind: 'create-ticket'; threadId: string; ticket: NewTicket }
  | { kind: 'update-ticket'; ticketId: string; properties: Readonly<Record<string, string>> }
  | { kind: 'assign-thread'; threadId: string; actorId: string }
  | { kind: 'deliver'; threadId: string; sessionId: string; message: Message };

export interface NewTicket {
  subject: string;
  content: string;
  pipelineId: string;
  stageId: string;
  contactId?: string;
  properties: Readonly<Record<string, string>>;
}

export interface EffectResults {
  'record-decision': undefined;
  note: undefined;
  'fetch-message': Message | null;
  'fetch-thread': Thread | null;
  'fetch-messages': Message[];
  'load-session': EngineSession | null;
  'load-session-of-ticket': EngineSession | null;
  'save-session': undefined;
  respond: Response;
  wait: undefined;
  'schedule-close': undefined;
  'cancel-close': undefined;
  'find-contact': Contact | null;
  'find-contact-by-id': Contact | null;
  'post-message': { messageId: string };
  'post-comment': { messageId: string };
  'create-contact': { contactId: string };
  'create-ticket': { ticketId: string };
  'update-ticket': undefined;
  'assign-thread': undefined;
  deliver: { channel: string };
}

export const WRITES: readonly Effect['kind'][] = [
  'post-message',
  'post-comment',
  'create-contact',
  'create-ticket',
  'update-ticket',
  'assign-thread',
  'deliver',
];

export type ResultOf<E extends Effect> = EffectResults[E['kind']];

/** Work on one event: yields effects, is handed their results, returns how the event ended. */
export type Work = Generator<Effect, EventOutcome, unknown>;

/** How an event ended; nothing disappears. */
export type EventOutcome =
  | { status: 'done'; summary: string }
  | { status: 'skipped'; reason: string; summary: string }
  | { status: 'failed'; reason: string; summary: string };

/** Thrown into work when an effect could not be carried out; work that does not catch it fails with this reason. */
export class EffectFailed extends Error {
  override readonly name = 'EffectFailed';
  /** Short code for counting: `hubspot-401`, `missing-scopes`, `timeout`, `rate-limited`, `ambiguous-write`. */
  readonly reason: string;
  readonly effect: Effect['kind'];

  constructor(effect: Effect['kind'], reason: string, message: string) {
    super(message);
    this.effect = effect;
    this.reason = reason;
  }
}

/** Asks for one effect and is handed its result, with its type. */
export function* perform<E extends Effect>(effect: E): Generator<Effect, ResultOf<E>, unknown> {
  return (yield effect) as ResultOf<E>;
}
