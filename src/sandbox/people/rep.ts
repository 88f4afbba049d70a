import { factsOf, isKnownProperty } from '../hubspot/object-types.ts';
import { actorOf, addMessage, assignThread, setThreadStatus } from '../portal/conversations.ts';
import { byUser } from '../portal/events.ts';
import { FIRST_PIPELINE, updateRecord } from '../portal/records.ts';
import type { MessageState, ThreadState } from '../portal/state-conversations.ts';
import type { Store } from '../portal/store.ts';
import {
  CHANNEL_IDS,
  customerAddress,
  customerOf,
  expectAgent,
  nextSubject,
  RefusedAction,
  richText,
  threadNamed,
  UnknownName,
} from './threads.ts';

/** Who acts on HubSpot's screens, as a user id. */
export interface RepOptions {
  userId?: string;
}

export interface ReplyOptions extends RepOptions {
  /** An internal comment, which never reaches the customer. */
  internal?: boolean;
}

/** What a support representative does on HubSpot's screens. Every method throws `RefusedAction`. */
export class Rep {
  readonly #store: Store;
  readonly #aiUserId: string | undefined;

  /** `aiUser`: the user who is no person, as `A-7001` or `7001`. */
  constructor(store: Store, aiUser: string | undefined) {
    this.#store = store;
    this.#aiUserId = aiUser?.replace(/^A-/, '');
  }

  /** Answers the customer in public, or leaves an internal comment. */
  replies(threadId: string, text: string, { internal = false, userId }: ReplyOptions): { messageId: string } {
    const thread = threadNamed(this.#store, threadId);
    const author = `A-${this.#userId(userId)}`;
    const common: Omit<MessageState, 'type' | 'senders' | 'recipients'> = {
      threadId,
      createdAt: this.#store.tick(),
      createdBy: author,
      client: { clientType: 'HUBSPOT' },
      archived: false,
      text,
      richText: richText(text),
      attachments: [],
      truncationStatus: 'NOT_TRUNCATED',
    };
    const sender = { actorId: author, ...this.#nameOf(author) };
    const message: MessageState = internal
      ? { ...common, type: 'COMMENT', senders: [sender], recipients: [] }
      : { ...common, type: 'MESSAGE', ...this.#envelope(threadId, thread, sender, text) };
    return { messageId: addMessage(this.#store, message) };
  }

  /** Gives the thread to an agent, `A-7002`, or with null to nobody. */
  assigns(threadId: string, actorId: string | null, { userId }: RepOptions = {}): void {
    const thread = threadNamed(this.#store, threadId);
    if (actorId !== null) expectAgent(this.#store, actorId);
    assignThread(this.#store, threadId, thread, actorId ?? undefined, `A-${this.#userId(userId)}`);
  }

  setsStatus(threadId: string, status: ThreadState['status']): void {
    setThreadStatus(this.#store, threadId, threadNamed(this.#store, threadId), status);
  }

  /** Sets properties of a ticket; '' empties one. */
  changesTicket(
    ticketId: string,
    properties: Readonly<Record<string, string>>,
    { userId }: RepOptions = {},
  ): void {
    const ticket = this.#store.state.tickets[ticketId];
    if (ticket === undefined || ticket.archived)
      throw new RefusedAction(`There is no ticket ${ticketId}.`, 404);
    const facts = factsOf('tickets');
    const unknown = Object.keys(properties).find((name) => !isKnownProperty(facts, name));
    if (unknown !== undefined) throw new RefusedAction(`Tickets have no property ${unknown}.`);
    this.#expectStage(properties, ticket.properties);
    const by = byUser(this.#userId(userId));
    updateRecord(this.#store, 'tickets', ticketId, ticket, { ...properties }, by);
  }

  /** The screens offer the stages of the ticket's pipeline alone. */
  #expectStage(
    { hs_pipeline_stage: stage, hs_pipeline: given }: Readonly<Record<string, string>>,
    { hs_pipeline: present = FIRST_PIPELINE }: Readonly<Record<string, string>>,
  ): void {
    const pipeline = given ?? present;
    const stages = this.#store.state.ticketPipelines[pipeline]?.stages ?? {};
    if (stage === undefined || stages[stage] !== undefined) return;
    const next = `Its stages are: ${Object.entries(stages)
      .map(([id, { label }]) => `${id} (${label})`)
      .join(', ')}.`;
    throw new UnknownName(`Pipeline ${pipeline} has no stage ${stage}.`, stage, Object.keys(stages), next);
  }

  /** Sender, recipient and channel of a public reply, which goes back the way that the customer came. */
  #envelope(
    threadId: string,
    thread: ThreadState,
    sender: { actorId: string; name?: string },
    text: string,
  ): Pick<MessageState, 'senders' | 'recipients'> & Partial<MessageState> {
    const channelId = thread.originalChannelId;
    const customer = customerOf(this.#store, thread);
    const from = this.#store.state.channelAccounts[thread.originalChannelAccountId]?.deliveryIdentifier;
    const recipient = {
      actorId: customer.actorId,
      ...(customer.name && { name: customer.name }),
      recipientField: 'TO',
      deliveryIdentifier: customerAddress(customer, channelId),
    };
    return {
      senders: [{ ...sender, senderField: 'FROM', ...(from && { deliveryIdentifier: from }) }],
      recipients: [recipient],
      ...(channelId === CHANNEL_IDS.email && { subject: nextSubject(this.#store, threadId, text) }),
      status: { statusType: 'SENT' },
      direction: 'OUTGOING',
      channelId,
      channelAccountId: thread.originalChannelAccountId,
    };
  }

  /** The one who was named, or the first active user who is a person. */
  #userId(wanted: string | undefined): string {
    const { users } = this.#store.state;
    if (wanted !== undefined && users[wanted] === undefined) {
      throw new RefusedAction(`There is no user ${wanted}.`);
    }
    const [person] = Object.entries(users).find(([id, { active }]) => active && id !== this.#aiUserId) ?? [];
    const userId = wanted ?? person;
    if (userId === undefined) throw new RefusedAction('This portal has no user beside the AI.');
    return userId;
  }

  #nameOf(actorId: string): { name?: string } {
    const name = actorOf(this.#store, actorId)?.name;
    return name === undefined ? {} : { name };
  }
}
