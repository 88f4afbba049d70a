/** What the sync engine does with a message, and why. */
import * as record from '../../core/flags/record-values.ts';
import { text } from '../../core/flags/values.ts';
import type { ExplainedEvent } from '../../engine/explain/explanation.ts';
import { UsageError } from '../../files/usage-error.ts';
import { renderExplanation } from '../../reporters/explanation.ts';
import { explain as applyRules } from '../../run/explain.ts';
import { accessOf, aroundFor, PORTAL_MEANT } from '../access.ts';
import { reading } from '../answer.ts';
import { ANSWERS } from '../answers.ts';
import { word } from '../arguments.ts';
import { cutToLines, PAGE } from '../page.ts';
import { defineTool } from '../tool.ts';

/** The rules as OpenCX documents them, with tickets; answers say otherwise. */
const DOCUMENTED = { generation: 'G2', ticketing: true } as const;

export const explain = defineTool({
  name: 'explain',
  title: 'Explain what happens to a message',
  description:
    'Applies the rules of the sync engine, without running anything, and says for each message of a conversation whether it is answered or skipped and which rule decides; for one message, or a saved webhook delivery, every rule with what would change the outcome.',
  takes: {
    thread: word(record.THREAD, 'HubSpot conversation: thread id or its address'),
    message: word(text('id'), 'only this message of it, with every rule'),
    event: word(text('file'), 'in place of thread: saved webhook deliveries, a file below a root'),
    journal: word(text('file'), "in place of both: an engine's journal, a file below a root"),
    answers: ANSWERS,
    profile: PORTAL_MEANT.profile,
  },
  reachesOut: true,
  async run({ thread, message, event, journal, answers, profile }, { room, around }) {
    if (thread === undefined && event === undefined && journal === undefined)
      throw new UsageError('explain needs thread, event or journal.', {
        hint: 'Name the conversation with thread: its id stands at the end of its address in the HubSpot inbox.',
      });
    const access = accessOf({ ...(profile !== undefined && { profile }) }, room, answers?.typed);
    const files = {
      ...(event !== undefined && { event: await room.roots.fileNamed(event) }),
      ...(journal !== undefined && { journal: await room.roots.fileNamed(journal) }),
    };
    const apply = () =>
      applyRules(
        {
          flags: { ...access.flags, ...(thread && { thread }) },
          timeoutMs: room.given.timeoutMs,
          ...DOCUMENTED,
          ...files,
        },
        aroundFor(access, around),
      );
    const isOfFile = Object.keys(files).length > 0;
    const { events, leftOut, failure } = await (isOfFile ? reading(apply) : apply());
    if (failure !== undefined) throw new UsageError(failure);
    const brief = message === undefined && event === undefined;
    const shown = message === undefined ? events : onlyOf(message, events);
    const told = renderExplanation(shown, { ...PAGE, brief, ids: true, more: 'call again with message' });
    return {
      ...(leftOut !== undefined && { says: leftOut }),
      found: cutToLines(told, brief ? 'name one of them with message' : 'save fewer deliveries in one file'),
    };
  },
});

/** @throws UsageError where none of them is about the message */
function onlyOf(message: string, events: readonly ExplainedEvent[]): ExplainedEvent[] {
  const found = events.filter(({ event }) => event.messageId === message);
  if (found.length > 0) return found;
  throw new UsageError(`There is no message ${message} in what was read.`, {
    hint: 'Call explain without message: it names the id of each.',
  });
}
