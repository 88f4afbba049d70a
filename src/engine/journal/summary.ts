import type { JournalSummaries, JournalSummary } from '../../core/journal-summary.ts';
import type { Journal, JournalledEvent } from './journal.ts';

/** Events read at a time, so that a long journal is never in memory whole. */
const PAGE = 1_000;

interface Seen {
  count: number;
  lastAt: number;
}

/** How an event ended so far. */
export type Ending = Pick<JournalledEvent, 'status' | 'reason'>;

/** A journal as a whole, and portal by portal; which one is looked at is known only later. */
export async function journalSummaries(journal: Journal): Promise<JournalSummaries> {
  const portals = new Set<number>();
  for await (const page of pagesOf(journal)) {
    for (const { event } of page) if (event.portalId !== undefined) portals.add(event.portalId);
  }
  const named = portals.size === 0 ? [] : [null, ...portals];
  const byPortal: JournalSummaries['byPortal'][number][] = [];
  for (const portal of named) {
    byPortal.push({ portalId: portal, summary: await journalSummary(journal, { portal }) });
  }
  return { whole: await journalSummary(journal), byPortal };
}

/**
 * What the doctor wants to know of a journal. An event that was run again counts once, by how its last run ended.
 * An interrupted event counts as failed, with the reason `interrupted`: it was not acted on to the end.
 *
 * @param since epoch milliseconds; events received before it are left out
 * @param portal events that name another one are left out; null leaves out all that name one
 */
export async function journalSummary(
  journal: Journal,
  { since, portal }: { since?: number; portal?: number | null } = {},
): Promise<JournalSummary> {
  const endings = new Map<number, Ending>();
  const firstRuns = new Map<number, number>();
  const types = new Map<string, Seen>();
  const threads = new Map<string, number>();
  let firstAt = Number.POSITIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;

  const take = ({ id, event, lane, status, reason, receivedAt, replayOf }: JournalledEvent) => {
    if (portal !== undefined && event.portalId !== undefined && event.portalId !== portal) return;
    const firstRun = replayOf === null ? id : (firstRuns.get(replayOf) ?? replayOf);
    firstRuns.set(id, firstRun);
    endings.set(firstRun, { status, reason });
    // Run again from the journal: nothing came from HubSpot.
    if (replayOf !== null) return;
    const seen = types.get(event.type) ?? { count: 0, lastAt: receivedAt };
    types.set(event.type, { count: seen.count + 1, lastAt: Math.max(seen.lastAt, receivedAt) });
    const thread = threadOf(lane);
    if (thread !== undefined) threads.set(thread, Math.max(threads.get(thread) ?? receivedAt, receivedAt));
    firstAt = Math.min(firstAt, receivedAt);
    lastAt = Math.max(lastAt, receivedAt);
  };
  for await (const page of pagesOf(journal, since)) page.forEach(take);

  const ends = [...endings.values()];
  return {
    received: ends.length,
    done: ends.filter(({ status }) => status === 'done').length,
    skipped: countReasons(ends.filter(({ status }) => status === 'skipped')),
    failed: countReasons(ends.filter(({ status }) => status === 'failed' || status === 'interrupted')),
    events: [...types]
      .sort(([, a], [, b]) => a.lastAt - b.lastAt)
      .map(([event, { count, lastAt }]) => ({ event, count, lastAt: isoTime(lastAt) })),
    threadIds: [...threads].sort(([, a], [, b]) => a - b).map(([thread]) => thread),
    ...(types.size === 0 ? {} : { firstAt: isoTime(firstAt), lastAt: isoTime(lastAt) }),
  };
}

/**
 * All events, page by page.
 *
 * @param since epoch milliseconds; events received before it are left out
 */
export async function* pagesOf(journal: Journal, since?: number): AsyncGenerator<JournalledEvent[]> {
  const window = since === undefined ? {} : { since };
  let after = 0;
  for (;;) {
    const page = await journal.list({ ...window, after, limit: PAGE });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}

function threadOf(lane: string): string | undefined {
  return lane.startsWith('thread:') ? lane.slice('thread:'.length) : undefined;
}

/** The most frequent first. */
export function countReasons(endings: readonly Ending[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { status, reason } of endings) {
    const name = reason ?? status;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
