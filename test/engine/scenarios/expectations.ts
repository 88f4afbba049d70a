import type { JournalledEvent } from '../../../src/engine/journal/journal.ts';
import { type Unmet, unmet } from '../../../src/sandbox/stories/expectations.ts';
import type { Then } from './scenario-schema.ts';
import type { ScenarioWorld } from './scenario-world.ts';

/** What an expectation looks back on. */
export interface LookBack {
  threadId: string | undefined;
  /** Events that no earlier expectation has seen the end of, oldest first. */
  events: readonly JournalledEvent[];
  /** What HubSpot was asked for since the last expectation. */
  askedFor: readonly string[];
  /** What came in over the API since somebody last did something in the portal. */
  requestsBefore: number;
}

type Line = Exclude<keyof Then, keyof JournalEntrys>;
type JournalEntrys = Parameters<typeof unmet>[1];
type Wanted = { [L in Line]-?: NonNullable<Then[L]> };

/** What is found where a line speaks of; it holds when that is what is wanted. */
type Finders = {
  [L in Line]: (world: ScenarioWorld, back: LookBack, wanted: Wanted[L]) => unknown | Promise<unknown>;
};

const FINDERS: Finders = {
  'the events end': (_world, { events }) => events.map((event) => ({ [event.event.type]: endOf(event) })),
  'the counters are': async ({ journal }, _back, wanted) => {
    const counters = await journal.counters();
    return Object.fromEntries(
      (Object.keys(wanted) as (keyof typeof wanted)[]).map((name) => [name, counters[name]]),
    );
  },
  'the story tells': async ({ journal }, _back, wanted) => {
    const told: string[] = [];
    for (const { id, summary } of await journal.list({})) {
      told.push(summary ?? '', ...(await journal.entries(id)).map(({ data }) => JSON.stringify(data)));
    }
    return told.some((line) => line.includes(wanted)) ? wanted : told;
  },
  'the session is': async ({ journal }, { threadId = '' }) =>
    (await journal.session(threadId))?.status ?? 'none',
  'the session knows': async ({ journal }, { threadId = '' }) =>
    (await journal.session(threadId))?.customData ?? {},
  'the ticket has': ({ sandbox }, { threadId = '' }, wanted) => {
    const properties = sandbox.thread(threadId)?.ticket?.properties ?? {};
    return Object.fromEntries(Object.keys(wanted).map((name) => [name, properties[name] ?? '']));
  },
  'delivered to the customer': ({ delivered }, { threadId }) =>
    delivered.filter((reply) => reply.threadId === threadId).map(({ message }) => message.text),
  'the AI has commented': ({ sandbox }, { threadId = '' }) =>
    sandbox.thread(threadId)?.messages.filter(({ type, from }) => type === 'COMMENT' && from === 'ai').length,
  'the AI was asked in the order of writing': ({ asked, sandbox, portal }, { threadId = '' }) => {
    const isNew = ({ id }: { id: string }) => portal.state.messages[id] === undefined;
    const written =
      sandbox.thread(threadId)?.messages.filter((one) => one.from === 'customer' && isNew(one)) ?? [];
    const about = asked.filter((one) => one.threadId === threadId).map(({ turns }) => turns.at(-1)?.text);
    const isInOrder = JSON.stringify(about) === JSON.stringify(written.map(({ text }) => text));
    return isInOrder || about;
  },
  'tickets in the portal': (world) => countOf(world, 'tickets'),
  'contacts in the portal': (world) => countOf(world, 'contacts'),
  'HubSpot was asked to': (_world, { askedFor }, wanted) =>
    Object.fromEntries(
      Object.keys(wanted).map((call) => [
        call,
        call === 'do anything' ? askedFor.length : askedFor.filter((one) => one === call).length,
      ]),
    ),
};

/** The lines that do not hold. */
export async function unmetLines(world: ScenarioWorld, then: Then, back: LookBack): Promise<Unmet[]> {
  const ours = Object.fromEntries(Object.entries(then).filter(([line]) => line in FINDERS));
  const theirs = Object.fromEntries(Object.entries(then).filter(([line]) => !(line in FINDERS)));
  const found = await Promise.all(
    (Object.keys(ours) as Line[]).map((line) => unmetLine(line, world, then, back)),
  );
  return [...unmetInStoryWords(world, theirs, back), ...found.flat()];
}

function unmetInStoryWords({ sandbox }: ScenarioWorld, lines: JournalEntrys, back: LookBack): Unmet[] {
  if (Object.keys(lines).length === 0) return [];
  const thread = sandbox.thread(back.threadId ?? '');
  if (thread === undefined) throw new Error('The conversation of this expectation was never begun.');
  return unmet({ thread, requestsSince: sandbox.requests.slice(back.requestsBefore) }, lines);
}

async function unmetLine<L extends Line>(
  line: L,
  world: ScenarioWorld,
  then: Then,
  back: LookBack,
): Promise<Unmet[]> {
  const wanted = then[line] as Wanted[L];
  const found = await FINDERS[line](world, back, wanted);
  const [wantedText, foundText] = [shown(wanted), shown(found)];
  return wantedText === foundText ? [] : [{ line, wanted: wantedText, found: foundText }];
}

/** The same for values that are the same, whatever the order of their keys. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** `done`, `skipped, duplicate`, `failed, timeout`. */
export function endOf({ status, reason }: JournalledEvent): string {
  return reason === null ? status : `${status}, ${reason}`;
}

async function countOf({ sandbox, portal }: ScenarioWorld, records: 'tickets' | 'contacts'): Promise<number> {
  const answer = await fetch(`${sandbox.url}/crm/v3/objects/${records}?limit=100`, {
    headers: { authorization: `Bearer ${portal.given.token}` },
  });
  return ((await answer.json()) as { results: unknown[] }).results.length;
}
