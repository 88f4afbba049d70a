import type { Decision } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';
import { EvidenceFailure } from '../../core/evidence.ts';
import { handoffIn } from '../../core/handoff.ts';
import { authorOf } from '../../core/hubspot/authors.ts';
import type { Message, Thread } from '../../core/hubspot/records.ts';
import type { HubSpotReader } from '../../core/ports.ts';
import { batchDuplicates, redeliveryKey } from '../decide/keys.ts';
import type { DuplicateOf } from '../decide/rule.ts';
import type { EventFilter, Journal, JournalEntry, JournalledEvent } from '../journal/journal.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';
import { type ExplainedEvent, explainEvent, explainMessage } from './explanation.ts';
import { eventsOfThread, type PortalIdentity } from './thread-events.ts';

/** What a live explanation reads through; only the reads that the rules need. */
export type ExplainReader = Pick<HubSpotReader, 'thread' | 'messages' | 'message'>;

/**
 * Every message of a live thread, oldest first, as the engine would have decided on its event.
 *
 * @param only explain this message alone
 * @throws EvidenceFailure when the thread or its messages could not be read
 */
export async function explainThread(
  hubspot: ExplainReader,
  threadId: string,
  settings: EngineSettings,
  portal: PortalIdentity,
  only?: string,
): Promise<ExplainedEvent[]> {
  // First by itself: of a conversation that is not there, the messages are only a failed call.
  const thread = await hubspot.thread(threadId);
  if (!thread) throw absent(`This portal has no conversation ${threadId}.`);
  const messages = await hubspot.messages(threadId);
  const byId = new Map(messages.map((message) => [message.id, message]));
  const events = eventsOfThread(messages, thread, portal).filter(
    ({ messageId }) => !only || messageId === only,
  );
  if (only && events.length === 0) throw await absentMessage(hubspot, threadId, only);
  return events.flatMap((event) => {
    const message = event.messageId ? byId.get(event.messageId) : undefined;
    return message ? [ofMessage(event, message, thread, messages, settings, null)] : [];
  });
}

/** What an engine remembers, where there is one: the session of a conversation, and what has come before. */
export type Remembered = Partial<Pick<Journal, 'session' | 'earlier'>>;

/**
 * The events of one saved delivery; messages are fetched where a reader is given.
 *
 * @param known the session is read off the conversation, and nothing has come before, when left out
 */
export async function explainDelivery(
  events: readonly WebhookEvent[],
  settings: EngineSettings,
  hubspot: ExplainReader | undefined,
  { session, earlier }: Remembered = {},
): Promise<ExplainedEvent[]> {
  const duplicates = batchDuplicates(events);
  return Promise.all(
    events.map(async (event, index) => {
      const before = (await earlier?.(redeliveryKey(event), Number.MAX_SAFE_INTEGER)) ?? null;
      return ofEvent(event, duplicates[index] === null ? before : 'batch', settings, hubspot, session);
    }),
  );
}

/** What a journal holds of the decisions that were taken, in the order in which the events came. */
export async function explainJournal(journal: Journal, filter: EventFilter): Promise<ExplainedEvent[]> {
  const explained: ExplainedEvent[] = [];
  for (const event of await journal.list(filter)) {
    explained.push(explainRecorded(event, await journal.entries(event.id)));
  }
  return explained;
}

function explainRecorded(
  { event, status }: JournalledEvent,
  entries: readonly JournalEntry[],
): ExplainedEvent {
  // The last decision stands: the envelope's may have been followed by the message's.
  const decision = entries.findLast(({ kind }) => kind === 'decision')?.data as Decision | undefined;
  if (!decision) return unexplained(event, `the journal holds no decision on it (${status}).`);
  const effects = entries.flatMap(({ kind, effect }) => (kind === 'effect-done' && effect ? [effect] : []));
  return { event, decision, effects };
}

async function ofEvent(
  event: WebhookEvent,
  duplicateOf: DuplicateOf,
  settings: EngineSettings,
  hubspot: ExplainReader | undefined,
  sessionOf: Remembered['session'],
): Promise<ExplainedEvent> {
  const explained = explainEvent(event, { settings, duplicateOf });
  if (explained) return explained;
  if (!hubspot)
    return unexplained(event, 'the rules need its message, and there is no HubSpot token to read it with.');
  const { objectId: threadId, messageId } = event;
  if (!threadId || !messageId) return unexplained(event, 'it names no message.');
  try {
    const [message, thread] = await Promise.all([
      hubspot.message(threadId, messageId),
      hubspot.thread(threadId),
    ]);
    if (!thread) return unexplained(event, `this portal has no conversation ${event.objectId}.`);
    if (!message)
      return unexplained(event, `conversation ${event.objectId} has no message ${event.messageId}.`);
    const messages = await hubspot.messages(threadId);
    const session = await sessionOf?.(thread.id);
    return ofMessage(event, message, thread, messages, settings, duplicateOf, session);
  } catch (error) {
    if (error instanceof EvidenceFailure) return unexplained(event, error.message);
    throw error;
  }
}

function ofMessage(
  event: WebhookEvent,
  message: Message,
  thread: Thread,
  messages: readonly Message[],
  settings: EngineSettings,
  duplicateOf: DuplicateOf,
  kept?: EngineSession | null,
): ExplainedEvent {
  const earlier = messages.filter(({ createdAt }) => createdAt < message.createdAt);
  const session = kept === undefined ? sessionSoFar(thread, earlier, settings) : kept;
  return explainMessage(event, { settings, message, thread, session, duplicateOf });
}

function unexplained(event: WebhookEvent, why: string): ExplainedEvent {
  return { event, decision: null, why, effects: [] };
}

/**
 * The session that the engine would have had by then, read off the thread: there is one as soon as the customer has
 * written; it is handed off once the handoff marker stands there, until the AI user, having lost the conversation,
 * has answered again. A live thread shows only its present owner, so an explanation speaks of the message as if it
 * came now.
 *
 * @param earlier newest first
 */
function sessionSoFar(
  thread: Thread,
  earlier: readonly Message[],
  { aiUser }: EngineSettings,
): EngineSession | null {
  const fromCustomer = earlier.some((message) => authorOf(message, aiUser) === 'customer');
  if (!fromCustomer) return null;
  const session = { threadId: thread.id, sessionId: '', customData: {} };
  const { isHandedOff, leftAiUser } = handoffIn(earlier, aiUser);
  return { ...session, status: isHandedOff ? 'handed-off' : 'open', leftAiUser };
}

/** A message that is not among the newest may be an older one, and may never have been. */
async function absentMessage(
  hubspot: ExplainReader,
  threadId: string,
  messageId: string,
): Promise<EvidenceFailure> {
  return absent(
    (await hubspot.message(threadId, messageId)) === null
      ? `Conversation ${threadId} has no message ${messageId}. Leave --message out to see those that it has.`
      : `Message ${messageId} is older than the newest messages of conversation ${threadId}, and only those are explained.`,
  );
}

function absent(message: string): EvidenceFailure {
  return new EvidenceFailure({ kind: 'http', status: 404, message });
}
