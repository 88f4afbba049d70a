import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { Given } from '../../src/core/given.ts';
import type { Thread } from '../../src/core/hubspot/records.ts';
import type { EvidenceKey, EvidenceSet } from '../facts.ts';
import { demandPortal } from '../shared/absence.ts';
import { demand, peek } from '../shared/got.ts';
import { isNotFound } from '../shared/obtained.ts';
import { defineProbes } from '../shared/probe.ts';
import { askedOnly } from '../shared/stated.ts';
import type { conversationFacts } from './facts.ts';

const NO_THREAD = 'No conversation was named (--thread ID, --ticket ID or --session UUID).';

export const conversationProbes = defineProbes<keyof typeof conversationFacts>({
  'conversation.session': {
    async obtain({ given, opencx }) {
      if (!given.sessionId) throw new EvidenceNotGiven('No OpenCX session was named (--session UUID).');
      const found = await opencx().session(given.sessionId);
      if (found) return { value: found };
      throw new EvidenceFailure({
        kind: 'http',
        status: 404,
        message: 'OpenCX knows no session with this id.',
        route: 'GET /chat/sessions/{id}',
      });
    },
  },
  'opencx.assistMode': askedOnly('opencx.assistMode', 'whether Assist Mode is on'),
  /** A ticket's threads are listed rather than read through the ticket: one call less, and a ticket may have several. */
  'conversation.thread': {
    after: pointers,
    async obtain({ given, hubspot }, got) {
      const threadId = threadIdOf(given, got);
      if (threadId) {
        const reader = hubspot();
        const found = await reader.thread(threadId);
        if (found) return { value: found };
        const [archived] = await Promise.all([
          reader.thread(threadId, { archived: true }),
          demandPortal(reader, 'conversations.read'),
        ]);
        if (archived) return { value: archived };
        throw notFound(
          `This portal has no conversation ${threadId}.`,
          'GET /conversations/v3/conversations/threads/{id}',
        );
      }
      const ticketId = ticketIdOf(given, got);
      if (!ticketId) throw new EvidenceNotGiven(NO_THREAD);
      const newest = newestOf(await hubspot().threadsOfTicket(ticketId));
      if (!newest) throw new EvidenceNotGiven(`No conversation is associated with ticket ${ticketId}.`);
      return { value: newest };
    },
  },
  /** Read beside the thread where its id is known already, after it otherwise. */
  'conversation.messages': {
    after: (given) => (given.threadId ? [] : [...pointers(given), 'conversation.thread']),
    async obtain({ given, hubspot }, got) {
      const threadId = threadIdOf(given, got) ?? demand(got, 'conversation.thread').id;
      const reader = hubspot();
      try {
        return { value: await reader.messages(threadId) };
      } catch (error) {
        // HubSpot shows the messages of an archived conversation to nobody, and an archived one is there.
        if (!isMissing(error) || !(await reader.thread(threadId, { archived: true }))) throw error;
        throw new EvidenceNotGiven(
          `Conversation ${threadId} is archived, and HubSpot shows no messages of it.`,
        );
      }
    },
  },
  /** Who the conversation is assigned to, by name; null when nobody is. Mostly that is the Default User, read already. */
  'conversation.owner': {
    after: () => ['conversation.thread', 'default-user.actor'],
    async obtain({ hubspot }, got) {
      const { assignedTo } = demand(got, 'conversation.thread');
      const defaultUser = peek(got, 'default-user.actor');
      if (assignedTo && assignedTo === defaultUser?.id) return { value: { ...defaultUser } };
      return { value: assignedTo ? await hubspot().actor(assignedTo) : null };
    },
  },
  'conversation.channelAccount': {
    after: () => ['conversation.thread'],
    async obtain({ hubspot }, got) {
      const { originalChannelAccountId } = demand(got, 'conversation.thread');
      if (!originalChannelAccountId) throw new EvidenceNotGiven('The conversation names no channel account.');
      const reader = hubspot();
      const found =
        (await reader.channelAccount(originalChannelAccountId)) ??
        (await reader.channelAccount(originalChannelAccountId, { archived: true }));
      if (found) return { value: found };
      throw new EvidenceNotGiven(
        `HubSpot shows no channel account ${originalChannelAccountId}, which the conversation began on.`,
      );
    },
  },
  /**
   * null: the conversation has no ticket. One that was named and is not there is a failure, and so is one that HubSpot itself
   * names and does not find: it was made once, and is not what somebody asked for.
   */
  'conversation.ticket': {
    after: (given) => (given.ticketId ? [] : ['conversation.thread', ...pointers(given)]),
    async obtain({ given, hubspot }, got) {
      const named = ticketIdOf(given, got);
      const ticketId = named ?? demand(got, 'conversation.thread').ticketId;
      if (!ticketId) return { value: null };
      const reader = hubspot();
      const found = await reader.ticket(ticketId);
      if (found) return { value: found };
      const route = 'GET /crm/v3/objects/tickets/{id}';
      if (named) {
        await demandPortal(reader, 'tickets');
        throw notFound(`This portal has no ticket ${ticketId}.`, route);
      }
      const deleted = await reader.ticket(ticketId, { archived: true });
      if (deleted) return { value: deleted };
      const message = `The conversation names ticket ${ticketId}, and HubSpot does not find it: it was deleted or merged into another one, or this token may not see it.`;
      throw new EvidenceFailure({ kind: 'http', message, route });
    },
  },
  /** null: the visitor of the conversation is no contact. */
  'conversation.contact': {
    after: () => ['conversation.thread'],
    async obtain({ hubspot }, got) {
      const { contactId } = demand(got, 'conversation.thread');
      return { value: contactId ? await hubspot().contact(contactId) : null };
    },
  },
  'conversation.ticketStages': {
    async obtain({ given, hubspot }) {
      if (!given.threadId && !given.ticketId && !given.sessionId) throw new EvidenceNotGiven(NO_THREAD);
      return { value: await hubspot().ticketStages() };
    },
  },
});

/** What leads to the conversation: only a session has to be read before the thread can be. */
function pointers(given: Given): readonly EvidenceKey[] {
  return !given.threadId && !given.ticketId && given.sessionId ? ['conversation.session'] : [];
}

function threadIdOf(given: Given, got: EvidenceSet): string | undefined {
  if (given.threadId || given.ticketId || !given.sessionId) return given.threadId;
  const session = demand(got, 'conversation.session');
  return session.ticketingIdType === 'conversation_id' ? session.ticketingId : undefined;
}

function ticketIdOf(given: Given, got: EvidenceSet): string | undefined {
  if (given.ticketId) return given.ticketId;
  const session = peek(got, 'conversation.session');
  return session?.ticketingIdType === 'ticket_id' ? session.ticketingId : undefined;
}

function newestOf(threads: readonly Thread[]): Thread | undefined {
  return [...threads].sort((a, b) => latest(b).localeCompare(latest(a)))[0];
}

function latest({ latestMessageAt, createdAt }: Thread): string {
  return latestMessageAt ?? createdAt;
}

function isMissing(error: unknown): boolean {
  return error instanceof EvidenceFailure && isNotFound(error.error);
}

function notFound(message: string, route: string): EvidenceFailure {
  return new EvidenceFailure({ kind: 'http', status: 404, message, route });
}
