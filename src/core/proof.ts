/**
 * What a live test saw: one real message followed from HubSpot through OpenCX and back, hop by hop. For the test that
 * records it, and for the checks that judge it.
 */
import * as v from 'valibot';
import type { EvidenceError } from './evidence.ts';
import { flag, maybe, milliseconds, object, text, time } from './schema.ts';

/** In the order in which a message comes to them. */
export const HOPS = ['message', 'session', 'answer', 'reply', 'property'] as const;
export type Hop = (typeof HOPS)[number];

const WATCHED = {
  seen: flag,
  /** How long it took, or for how long it was waited for in vain. */
  ms: milliseconds,
};

export const hopSchemas = {
  /** The message that the person wrote, as HubSpot shows it. */
  message: object({
    ...WATCHED,
    /** What it is known by: `PROOF 7Q4K`. */
    mark: text,
    threadId: maybe,
    /** HubSpot's time of it. */
    at: v.exactOptional(time),
  }),
  /** The session that OpenCX made of it; seen when its history holds the message. */
  session: object({
    ...WATCHED,
    /** Of a session of the conversation, with the message or still without it. */
    sessionId: maybe,
  }),
  /** What the AI did, as the conversation in HubSpot shows it. */
  answer: object({
    ...WATCHED,
    by: v.exactOptional(v.picklist(['reply', 'handoff'])),
    ticketId: maybe,
  }),
  /** A rep's public reply, from HubSpot to the history of the session; seen when it stands there. */
  reply: object({
    ...WATCHED,
    /** What the rep wrote in HubSpot: a public reply, internal comments alone, nothing. */
    written: v.picklist(['public', 'internal', 'nothing']),
  }),
  /** A change of the ticket, from HubSpot to the custom data of the session; seen when the value stands there. */
  property: object({
    ...WATCHED,
    property: text,
    /** The ticket was changed in HubSpot. */
    changed: flag,
    /** Of a change that this tool made: whether it may be the token's own app that made it. A person did, without it. */
    byTokensApp: v.exactOptional(flag),
    /** That what it held before could not be put back. */
    leftBehind: v.exactOptional(flag),
  }),
};

export type HopValues = { [H in Hop]: v.InferOutput<(typeof hopSchemas)[H]> };

/** What became of a hop: what was seen, why it could not be seen, or why nobody looked. */
type HopResult<H extends Hop = Hop> =
  | { value: HopValues[H]; at: string; calls: number }
  | { error: EvidenceError }
  | { why: string };

/** A live test that has ended, or that was broken off: hops that it did not come to are absent. */
export type Proof = { [H in Hop]?: HopResult<H> };
