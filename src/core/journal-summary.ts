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
  /** Events of other portals than the one that is looked at, which nothing above counts; absent where there are none. */
  otherPortals: v.exactOptional(v.array(v.object({ portalId: v.number(), count: v.number() }))),
});
export type JournalSummary = v.InferOutput<typeof journalSummarySchema>;

/** A journal as a whole, and portal by portal where its events name any. */
export interface JournalSummaries {
  whole: JournalSummary;
  /** Events that name no portal are in each; null stands for those alone. */
  byPortal: readonly { portalId: number | null; summary: JournalSummary }[];
}

/** What a journal shows of one portal, with what it holds of others counted apart. */
export function summaryOfPortal(
  { whole, byPortal }: JournalSummaries,
  portalId: number | undefined,
): JournalSummary {
  if (portalId === undefined || byPortal.length === 0) return whole;
  const unnamed = byPortal.find((each) => each.portalId === null)?.summary;
  const own = byPortal.find((each) => each.portalId === portalId)?.summary ?? unnamed ?? whole;
  const otherPortals = byPortal.flatMap(({ portalId: other, summary }) =>
    other === null || other === portalId
      ? []
      : [{ portalId: other, count: summary.received - (unnamed?.received ?? 0) }],
  );
  return otherPortals.length === 0 ? own : { ...own, otherPortals };
}
