import type { SeenRequest } from '../host.ts';
import type { MessageView, ThreadView } from '../people/thread-view.ts';
import type { StoryExpectation } from './stories.ts';

/** What a story looks at. */
export interface Scene {
  thread: ThreadView;
  /** What came in over the API since the newest message was written. */
  requestsSince: readonly SeenRequest[];
}

type Wanted = { [L in keyof StoryExpectation]-?: NonNullable<StoryExpectation[L]> };
type Line = keyof Wanted;

/** What the scene shows where a line speaks of; the line holds when `holds` says so. */
interface Finding {
  holds: boolean;
  /** For the report of a story that failed. */
  found: string;
}

const LINES: { [L in Line]: (scene: Scene, wanted: Wanted[L]) => Finding } = {
  'the AI has replied': ({ thread }, times) => {
    const found = repliesOf(thread).filter(({ from }) => from === 'ai').length;
    return { holds: found === times, found: String(found) };
  },
  'the last reply is from': ({ thread }, author) => same(repliesOf(thread).at(-1)?.from, author),
  'the last reply says': ({ thread }, words) => saying(repliesOf(thread).slice(-1), words),
  'a comment says': ({ thread }, words) =>
    saying(
      thread.messages.filter(({ type }) => type === 'COMMENT'),
      words,
    ),
  'the last message was read': ({ thread, requestsSince }) => {
    const reads = requestsSince.filter(({ method, status }) => method === 'GET' && status === 200);
    const paths = reads.map(({ path }) => path.split('?')[0] ?? '');
    const read = paths.findIndex((path) => path.endsWith(`/messages/${thread.messages.at(-1)?.id}`));
    const holds = read >= 0 && paths.slice(read).some((path) => path.endsWith(`/threads/${thread.id}`));
    return { holds, found: String(holds) };
  },
  'the ticket is': ({ thread: { ticket } }, state) =>
    same(ticket === null ? undefined : ticket.open ? 'open' : 'closed', state),
  'the ticket belongs to': ({ thread: { ticket } }, email) => {
    const emails = ticket?.contactEmails ?? [];
    return { holds: emails.includes(email), found: emails.join(', ') || 'nobody' };
  },
  'there is no ticket': ({ thread: { ticket } }) => ({
    holds: ticket === null,
    found: ticket === null ? 'true' : `ticket ${ticket.id}`,
  }),
  'the conversation belongs to': ({ thread }, owner) => same(thread.assignedTo ?? 'nobody', owner),
  'the conversation is': ({ thread }, status) => same(thread.status.toLowerCase(), status),
};

function repliesOf({ messages }: ThreadView): MessageView[] {
  return messages.filter(({ type }) => type === 'MESSAGE');
}

function same(found: string | undefined, wanted: string): Finding {
  return { holds: found === wanted, found: found ?? 'none' };
}

function saying(messages: readonly MessageView[], words: string): Finding {
  const holds = messages.some(({ text }) => text.toLowerCase().includes(words.toLowerCase()));
  return { holds, found: messages.map(({ text }) => `"${text}"`).join(', ') || 'nothing' };
}

/** A line that does not hold: what the story wants, and what the portal shows. */
export interface Unmet {
  line: string;
  wanted: string;
  found: string;
}

/** The lines of an expectation that do not hold (yet). */
export function unmet(scene: Scene, expectation: StoryExpectation): Unmet[] {
  const lines = Object.keys(expectation) as Line[];
  return lines.flatMap((line) => unmetLine(scene, line, expectation));
}

function unmetLine<L extends Line>(scene: Scene, line: L, expectation: StoryExpectation): Unmet[] {
  const wanted = expectation[line] as Wanted[L] | undefined;
  if (wanted === undefined) return [];
  const { holds, found } = LINES[line](scene, wanted);
  return holds ? [] : [{ line, wanted: String(wanted), found }];
}
