import * as v from 'valibot';
import { flag, time } from './state-fields.ts';

/** One stream of conversations, each begun by a customer of its own. */
export const traffic = v.strictObject({
  conversations: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Of the first one. */
  from: time,
  everySeconds: v.number(),
  channelAccountId: v.string(),
  /** Actor id of the owner; nobody, without it. */
  assignedTo: v.optional(v.string()),
  /** What OpenCX has of each: nothing, a session in which the AI answers, or one that it handed off. */
  session: v.optional(v.picklist(['none', 'open', 'handed-off']), 'open'),
  /** Whether HubSpot has a ticket of each. */
  ticket: flag(false),
  /** What a rep wrote. */
  reply: v.optional(v.picklist(['none', 'public', 'internal']), 'none'),
});
export type Traffic = v.InferOutput<typeof traffic>;
