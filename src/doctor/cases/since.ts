/** What became of the causes of a case since an earlier run. */
import type { Report, Since } from '../../core/report.ts';
import type { BundleContext } from '../bundle/bundle.ts';
import { type ComparedCause, compareReports } from '../compare.ts';
import { isConversationCheck } from '../conversations.ts';
import { worstStatus } from '../status.ts';

/** One look, as the report on it. */
export interface Look {
  report: Report;
  /** What tells the conversation that was looked at from others; absent where none was named. */
  subject?: string;
  /** The conversation, where the run looked at several. */
  thread?: string;
}

const LISTS = ['mended', 'open', 'broke', 'revealed', 'untold'] as const;

/**
 * Like is compared with like: what is of a conversation with what was said of that very one, what is of the portal with
 * whatever conversation was looked at. What nothing was said of before is in no list.
 *
 * @param before of the earlier run, judged by the rules of today
 */
export function sinceThen(name: string, before: readonly [Look, ...Look[]], after: readonly Look[]): Since {
  const compared = after.map((look) => {
    const same = before.find(({ subject }) => subject === look.subject);
    const { causes } = compareReports((same ?? before[0]).report, look.report);
    const counts = ({ checks }: ComparedCause) => same !== undefined || !checks.some(isConversationCheck);
    return { look, causes, counts };
  });
  const [{ report }] = before;
  const found = LISTS.map((list) => [
    list,
    once(
      compared.flatMap(({ look, causes, counts }) =>
        causes[list].filter(counts).map((cause) => named(cause, look)),
      ),
    ),
  ]);
  return {
    case: name,
    at: report.startedAt,
    status: worstStatus(before.map((look) => look.report.status)),
    ...(Object.fromEntries(found) as Pick<Since, (typeof LISTS)[number]>),
  };
}

function named({ id, checks }: ComparedCause, { thread }: Look): Since['open'][number] {
  const isOfIt = thread !== undefined && checks.some(isConversationCheck);
  return { id, ...(isOfIt && { thread }) };
}

function once(found: Since['open']): Since['open'] {
  return found.filter(
    ({ id, thread }, place) =>
      found.findIndex((other) => other.id === id && other.thread === thread) === place,
  );
}

/** What a run looked at, so that another one of the same can be told; addresses are in disguise in a bundle. */
export function subjectOf({
  threadId,
  ticketId,
  sessionId,
  contact,
}: Pick<BundleContext, 'threadId' | 'ticketId' | 'sessionId' | 'contact'>): string | undefined {
  return threadId ?? ticketId ?? sessionId ?? (contact === undefined ? undefined : 'a contact');
}
