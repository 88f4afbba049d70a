import * as v from 'valibot';
import { maybe, texts } from './schema.ts';

const reasons = v.array(v.object({ reason: v.string(), count: v.number() }));

/** What the engine's journal shows of the events that it received, newest last. */
export const journalSummarySchema = v.object({
  received: v.number(),
  done: v.number(),
  skipped: reasons,
  failed: reasons,
  /** Event names seen, with the time of the last one. */
  events: v.array(v.object({ event: v.string(), count: v.number(), lastAt: v.string() })),
  /** Threads that events came for. */
  threadIds: texts,
  firstAt: maybe,
  lastAt: maybe,
});
export type JournalSummary = v.InferOutput<typeof journalSummarySchema>;
