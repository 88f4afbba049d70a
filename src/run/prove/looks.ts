/** How each thing that a live test looks for is seen. Reads alone, and the test's own conversation alone. */
import type { World } from '../../../checks/shared/probe.ts';
import { authorOf, markerOf } from '../../core/hubspot/authors.ts';
import type { Message, Thread } from '../../core/hubspot/records.ts';
import type { HistoryEvent, Session } from '../../core/opencx.ts';
import { holdsMark, sameText } from './mark.ts';
import { type FoundBy, type Glimpse, type Look, STAGE } from './script.ts';

/** What is known before the first look, and what looks remember of each other. */
export interface Scene {
  /** HubSpot's time at which the test began, ISO. */
  since: string;
  /** OpenCX's clock may go otherwise than HubSpot's. */
  sessionsSince: string;
  /** Actor id of the AI user, where it is known. */
  aiUser?: string;
  /** App of the token: what it writes is OpenCX's. */
  appId?: number;
  /** The latest message of each conversation that was read and is not the test's own; by thread id. */
  readUpTo: Map<string, string>;
  /** Sessions that were read and are not the test's own, as they were; by id. */
  strangers: Map<string, string>;
}

/** Conversations, or sessions, that are read in one look: a busy portal has many new ones. */
const MOST_READ = 5;

/** The look itself is ended where it takes too long. */
const untilTheEnd = () => false;

type Looks = {
  [L in Look as L['for']]: (world: World, look: L, scene: Scene) => Promise<Glimpse<FoundBy<L>>>;
};

const LOOKS: Looks = {
  async message(world, { mark }, scene) {
    const { threads } = await world.hubspot().threadsSince(scene.since, untilTheEnd);
    const unread = threads.filter(
      ({ id, latestMessageAt = '' }) => scene.readUpTo.get(id) !== latestMessageAt,
    );
    for (const thread of unread.slice(-MOST_READ).reverse()) {
      const messages = await world.hubspot().messages(thread.id);
      const own = messages.find((message) => isOwn(message, mark, scene));
      if (own) return { seen: found(own, thread) };
      scene.readUpTo.set(thread.id, thread.latestMessageAt ?? '');
    }
    return null;
  },

  async session(world, { mark, threadId, text }, scene) {
    const { sessions } = await world.opencx().sessionsSince(scene.sessionsSince, untilTheEnd);
    const linked = sessions.find(({ ticketingId }) => ticketingId === threadId);
    if (linked) {
      const holds = await holdsMessage(world, linked, mark, { text, scene });
      return holds ? { seen: { sessionId: linked.id } } : { soFar: { sessionId: linked.id } };
    }
    const unread = sessions.filter(({ id, updatedAt }) => scene.strangers.get(id) !== updatedAt);
    for (const session of unread.slice(0, MOST_READ)) {
      if (await holdsMessage(world, session, mark)) return { seen: { sessionId: session.id } };
      scene.strangers.set(session.id, session.updatedAt);
    }
    return null;
  },

  async answer(world, { threadId }, scene) {
    const messages = await newMessages(world, threadId, scene);
    const handoff = messages.some((message) => markerOf(message) === 'handoff' && isOpenCxs(message, scene));
    const reply = messages.some((message) => message.type === 'MESSAGE' && isOpenCxs(message, scene));
    if (!handoff && !reply) return null;
    const ticketId = (await world.hubspot().thread(threadId))?.ticketId;
    return { seen: { by: handoff ? 'handoff' : 'reply', ...(ticketId !== undefined && { ticketId }) } };
  },

  async ticket(world, { threadId, sessionId }) {
    const ticketId = (await world.hubspot().thread(threadId))?.ticketId;
    if (ticketId === undefined) return null;
    const stage = (await world.hubspot().ticket(ticketId))?.stageId;
    const inSession = (await world.opencx().customData(sessionId))?.[STAGE];
    return {
      seen: {
        ticketId,
        ...(stage !== undefined && { stage }),
        ...(inSession !== undefined && { inSession }),
      },
    };
  },

  async reply(world, { threadId }, scene) {
    const messages = await newMessages(world, threadId, scene);
    const byReps = messages.filter(
      (message) => authorOf(message, scene.aiUser) === 'rep' && !isOpenCxs(message, scene),
    );
    const open = byReps.find(({ type }) => type === 'MESSAGE');
    if (open) return { seen: { kind: 'public', text: open.text ?? '' } };
    const internal = byReps.find(({ type }) => type === 'COMMENT');
    return internal ? { soFar: { kind: 'internal', text: '' } } : null;
  },

  async 'reply-in-session'(world, { sessionId, mark, text }, scene) {
    const history = await world.opencx().history(sessionId);
    const stands = history.some(
      (event) =>
        event.sender === 'human_agent' &&
        (holdsMark(event.text, mark) || (isOfTest(event, scene) && sameText(event.text, text))),
    );
    return stands ? { seen: {} } : null;
  },

  async stage(world, { ticketId, from, inSession }) {
    const value = (await world.hubspot().ticket(ticketId))?.stageId;
    if (value === undefined || value === from) return null;
    return value === inSession ? { soFar: { value } } : { seen: { value } };
  },

  async 'value-in-session'(world, { sessionId, property, value }) {
    const data = await world.opencx().customData(sessionId);
    return data?.[property] === value ? { seen: {} } : null;
  },
};

/** Looks once. */
export function lookOnce<L extends Look>(world: World, look: L, scene: Scene): Promise<Glimpse<FoundBy<L>>> {
  const see = LOOKS[look.for] as (world: World, look: L, scene: Scene) => Promise<Glimpse<FoundBy<L>>>;
  return see(world, look, scene);
}

/** The message of this test, and not one of an earlier test with the same mark. */
function isOwn(message: Message, mark: string, { since }: Scene): boolean {
  const isNew = Date.parse(message.createdAt) >= Date.parse(since);
  return (
    message.type === 'MESSAGE' &&
    isNew &&
    [message.subject, message.text].some((text) => holdsMark(text, mark))
  );
}

function found(message: Message, thread: Thread): FoundBy<Extract<Look, { for: 'message' }>> {
  const { createdAt: at, text = '', channelId = thread.originalChannelId } = message;
  return { threadId: thread.id, at, text, channelId };
}

/** By its mark; of the conversation's own session also by its words, since a mail may have the mark in its subject alone. */
async function holdsMessage(
  world: World,
  { id }: Session,
  mark: string,
  words?: { text: string; scene: Scene },
): Promise<boolean> {
  const history = await world.opencx().history(id);
  return history.some((event) => {
    if (holdsMark(event.text, mark)) return true;
    if (words === undefined || event.sender !== 'contact' || !isOfTest(event, words.scene)) return false;
    return sameText(event.text, words.text);
  });
}

/** An older conversation may hold the same words from before. */
function isOfTest({ at }: HistoryEvent, { sessionsSince }: Scene): boolean {
  return at === undefined || Date.parse(at) >= Date.parse(sessionsSince);
}

async function newMessages(world: World, threadId: string, { since }: Scene): Promise<Message[]> {
  const messages = await world.hubspot().messages(threadId);
  return messages.filter(({ createdAt }) => Date.parse(createdAt) >= Date.parse(since));
}

/** What the app of the token wrote is OpenCX's, and so is what carries its marker or its user's name. */
function isOpenCxs(message: Message, { aiUser, appId }: Scene): boolean {
  const isApps = appId !== undefined && message.integrationAppId === String(appId);
  return isApps || authorOf(message, aiUser) === 'ai';
}
