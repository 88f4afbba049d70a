import { Buffer } from 'node:buffer';
import { orderInBatch, redeliveryKey } from '../../../src/engine/decide/keys.ts';
import { parseDelivery } from '../../../src/engine/intake/parse.ts';
import type { JournalledEvent } from '../../../src/engine/journal/journal.ts';
import type { Delivery } from '../../../src/sandbox/deliveries/deliveries.ts';
import { figure } from '../../support/figure.ts';
import type { CrashRun } from './crash-run.ts';

/** HubSpot's own association type (HubSpot docs, "Associations"). */
const TICKET_TO_THREAD = 32;

/** What was looked at, and what the engine did there that it promises not to do; a sentence each. */
interface Looked {
  at: number;
  broken: readonly string[];
}

/** By what is promised. `late` as in `brokenPromises`. */
const PROMISES: Readonly<Record<string, (run: CrashRun, late: boolean) => Looked>> = {
  'answered, and in the journal': lost,
  'come to an end': unended,
  'written once': doubled,
  'in order': disordered,
  'answered as the journal says': untrue,
  'worked, or marked': forgotten,
};

/**
 * What the engine did that it promises not to do; a sentence each.
 *
 * @param late an engine was frozen: the call that it was at may come when others have gone on
 */
export function brokenPromises(run: CrashRun, { late = false } = {}): string[] {
  return Object.values(PROMISES).flatMap((look) => look(run, late).broken);
}

/** As `brokenPromises`, and keeps for the page of the proof how much was looked at for each promise. */
export function countPromises(row: string, run: CrashRun, counts: Counts, { late = false } = {}): string[] {
  const looked = Object.entries(PROMISES).map(([promise, look]) => [promise, look(run, late).at]);
  const broken = brokenPromises(run, { late });
  const { received, interrupted } = run.counters;
  const all = {
    ...counts,
    events: received,
    interrupted,
    ...Object.fromEntries(looked),
    broken: broken.length,
  };
  figure(row, all, 'Promises of the engine, looked at so many times');
  return broken;
}

type Counts = Readonly<Record<string, number>>;

/** Keys of the events of deliveries that were answered with 200. */
export function answeredKeys({ deliveries }: Pick<CrashRun, 'deliveries'>): Set<string> {
  return new Set(deliveries.filter(({ status }) => status === 200).flatMap(keysOf));
}

/** Ids of customer messages, one for each reply. */
export function repliedTo({ writes }: Pick<CrashRun, 'writes'>): string[] {
  return referencesOf(writes, 'MESSAGE');
}

/** A delivery that was answered 200 is in the journal, and every event is answered 200 in the end. */
function lost(run: CrashRun): Looked {
  const kept = new Set(run.events.map(({ key }) => key));
  const answered = answeredKeys(run);
  const sent = new Set(run.deliveries.flatMap(keysOf));
  const broken = [
    ...[...answered].filter((key) => !kept.has(key)).map((key) => `answered and lost: ${key}`),
    ...[...sent].filter((key) => !answered.has(key)).map((key) => `never answered: ${key}`),
    ...run.written
      .filter(({ messageId }) => !run.events.some(({ event }) => event.messageId === messageId))
      .map(({ messageId }) => `no event for message ${messageId}`),
  ];
  return { at: sent.size, broken };
}

function unended({ events, counters }: CrashRun): Looked {
  const { received, open, done, interrupted, skipped, failed } = counters;
  const ended = [done, interrupted, ...Object.values(skipped), ...Object.values(failed)];
  const sum = ended.reduce((total, count) => total + count, 0);
  const isWhole = open === 0 && sum === received && received === events.length;
  return { at: received, broken: isWhole ? [] : [`${received} received, ${open} open, ${sum} ended`] };
}

function doubled({ writes, delivered }: CrashRun): Looked {
  const made = writes.filter(({ method, status }) => method === 'POST' && status === 201);
  const tickets = made
    .filter(({ path }) => path.endsWith('/objects/tickets'))
    .map(({ sent }) => threadOf(sent));
  const contacts = made
    .filter(({ path }) => path.endsWith('/objects/contacts'))
    .map(({ sent }) => String(sent.properties.email).toLowerCase());
  const broken = [
    ...repeated(referencesOf(writes, 'MESSAGE')).map((id) => `two replies to message ${id}`),
    ...repeated(referencesOf(writes, 'COMMENT')).map((id) => `two comments on message ${id}`),
    ...repeated(tickets).map((id) => `two tickets for thread ${id}`),
    ...repeated(contacts).map((email) => `two contacts with ${email}`),
    ...repeated(delivered).map((text) => `delivered twice: ${text}`),
  ];
  return { at: made.length + delivered.length, broken };
}

/** Events of a lane are worked one after another, and their replies stand in the portal in that order. */
function disordered({ events, writes }: CrashRun, late: boolean): Looked {
  const replies = referencesOf(writes, 'MESSAGE');
  const replyTo = ({ event, reason }: JournalledEvent) =>
    reason === 'duplicate' ? -1 : replies.indexOf(event.messageId ?? '');
  const wasBegunEarly = (first: JournalledEvent, second: JournalledEvent) =>
    (second.begunAt ?? 0) < (first.endedAt ?? 0);
  const wasAnsweredEarly = (first: JournalledEvent, second: JournalledEvent) =>
    !(late && first.status === 'interrupted') && replyTo(second) >= 0 && replyTo(second) < replyTo(first);
  const pairs = inOrder(events);
  const broken = pairs
    .filter((pair) => wasBegunEarly(...pair) || wasAnsweredEarly(...pair))
    .map(([first, second]) => `event ${second.id} of ${second.lane} overtook event ${first.id}`);
  return { at: pairs.length, broken };
}

/**
 * Pairs of a lane of which one has to be worked first: what came with an earlier delivery, and in one delivery what
 * happened earlier. Deliveries of one millisecond are worked as one if the journal had both of them by then, so there
 * the two orders have to agree.
 */
function inOrder(events: readonly JournalledEvent[]): [JournalledEvent, JournalledEvent][] {
  return [...Map.groupBy(events, ({ lane }) => lane).values()].flatMap((lane) =>
    lane.flatMap((first, index) =>
      lane
        .slice(index + 1)
        .filter((second) => first.receivedAt !== second.receivedAt || happenedInOrder(first, second))
        .map((second): [JournalledEvent, JournalledEvent] => [first, second]),
    ),
  );
}

function happenedInOrder({ event: first }: JournalledEvent, { event: second }: JournalledEvent): boolean {
  return orderInBatch([first, second])[0] === first;
}

/** What the journal calls answered, the portal has. */
function untrue({ events, writes }: CrashRun): Looked {
  const replies = new Set(referencesOf(writes, 'MESSAGE'));
  const answers = events.filter(
    ({ status, summary }) => status === 'done' && summary?.startsWith('The AI answered'),
  );
  const broken = answers
    .filter(({ event }) => !replies.has(event.messageId ?? ''))
    .map(({ event }) => `answered in the journal alone: ${event.messageId}`);
  return { at: answers.length, broken };
}

/** A customer's message is worked, or interrupted, or skipped for what it is; a repetition alone is no end. */
function forgotten({ events, written }: CrashRun): Looked {
  const worked = new Set(
    events.filter(({ reason }) => reason !== 'duplicate').map(({ event }) => event.messageId),
  );
  const broken = written
    .filter(({ messageId }) => !worked.has(messageId))
    .map(({ messageId }) => `message ${messageId} was taken for a repetition only`);
  return { at: written.length, broken };
}

function keysOf({ events }: Delivery): string[] {
  const parsed = parseDelivery(Buffer.from(JSON.stringify(events)));
  if ('refused' in parsed) throw new Error(parsed.refused.reason);
  return parsed.events.map(redeliveryKey);
}

function referencesOf(writes: CrashRun['writes'], type: 'MESSAGE' | 'COMMENT'): string[] {
  return writes
    .filter(({ path, status, sent }) => /\/messages$/.test(path) && status === 201 && sent.type === type)
    .flatMap(
      ({ sent }) => /<!-- in reply to ([\w-]+) -->/.exec(sent.richText)?.[1] ?? `untold: ${sent.text}`,
    );
}

interface NewTicket {
  associations: { to: { id: string }; types: { associationTypeId: number }[] }[];
}

/** The thread that a new ticket is put to. */
function threadOf({ associations }: NewTicket): string {
  const toThread = associations.find(({ types }) =>
    types.some(({ associationTypeId }) => associationTypeId === TICKET_TO_THREAD),
  );
  return toThread?.to.id ?? 'none';
}

function repeated(texts: readonly string[]): string[] {
  return [...Map.groupBy(texts, (text) => text)].flatMap(([text, group]) => (group.length > 1 ? [text] : []));
}
