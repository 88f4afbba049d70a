/**
 * How many conversations of a period something is true of. Counts and times alone, but for some ids that lead to
 * examples, which no bundle keeps.
 */
import * as v from 'valibot';
import { count, flag, list, maybe, object, text, texts, time } from './schema.ts';

const side = object({ of: count, hit: count });

/** Where it changed over: nearly all on one side and nearly none on the other. */
const turnSchema = object({
  /** `hit`: well before and hit since; `well`: the other way round. */
  to: v.picklist(['hit', 'well']),
  /** Of the last conversation before it, ISO. */
  lastBefore: time,
  /** Of the first one after it, ISO. */
  firstSince: time,
  before: side,
  since: side,
});
export type Turn = v.InferOutput<typeof turnSchema>;

/** Of the conversations that something can be told of, those that are hit. */
const shareSchema = object({
  of: count,
  hit: count,
  /** How many of them were looked at for it; absent where all were. */
  sample: v.exactOptional(object({ read: count, of: count })),
  /** Of those that are hit, ISO. */
  firstAt: v.exactOptional(time),
  lastAt: v.exactOptional(time),
  turn: v.exactOptional(turnSchema),
  /** Where they are: by channel, in its word, and HubSpot's id of the inbox; those that are hit most come first. */
  places: list(object({ channel: text, inbox: maybe, of: count, hit: count })),
  /** Ids of the newest threads that are hit. */
  examples: texts,
});
export type Share = v.InferOutput<typeof shareSchema>;

/** Why nothing can be told: `na` where something was not given, `unknown` where it was looked for. */
const untoldShareSchema = object({ untold: text, status: v.picklist(['na', 'unknown']) });
export type UntoldShare = v.InferOutput<typeof untoldShareSchema>;

const measured = v.union([shareSchema, untoldShareSchema]);
export type MeasuredShare = v.InferOutput<typeof measured>;

export const impactSchema = object({
  /** ISO. */
  from: time,
  to: time,
  /** Threads with a message in the period that were listed. */
  listed: count,
  /** Whether these are all; if not, those with the oldest messages are among them. */
  whole: flag,
  /** Conversations without an OpenCX session. */
  sessions: measured,
  /** Conversations whose reps have written internal comments only. */
  replies: measured,
  /** Handoffs without a ticket. */
  tickets: measured,
  /** Conversations that neither the AI user holds nor OpenCX has handed off. */
  owners: measured,
});
export type Impact = v.InferOutput<typeof impactSchema>;

export function isUntold(share: MeasuredShare): share is UntoldShare {
  return 'untold' in share;
}
