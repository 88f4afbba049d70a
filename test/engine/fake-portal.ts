import { EvidenceFailure } from '../../src/core/evidence.ts';
import type { Contact, Message, Thread, Ticket } from '../../src/core/hubspot/records.ts';
import type { HubSpotReader, HubSpotWriter } from '../../src/core/ports.ts';
import type { Timers } from '../../src/engine/run/timers.ts';

export const AI_USER = 'A-7001';
export const REP = 'A-7002';
export const CUSTOMER_EMAIL = 'jo.doe@example.test';

export type Method = keyof HubSpotReader | keyof HubSpotWriter;

export interface PlannedFault {
  failure: EvidenceFailure;
  /** HubSpot does what was asked before the call fails. */
  applied?: boolean;
  /** HubSpot does it so many milliseconds after the call has failed. */
  appliedAfter?: number;
}

export interface PortalTicket extends Ticket {
  content: string;
  properties: Readonly<Record<string, string>>;
}

export interface MadeCall {
  method: Method;
  given: readonly unknown[];
  at: number;
}

/** A portal in memory behind the port, which fails as a test wants it to. */
export class FakePortal {
  readonly threads = new Map<string, Thread>();
  /** Oldest first. */
  readonly written: Message[] = [];
  readonly contacts: Contact[] = [];
  readonly tickets = new Map<string, PortalTicket>();
  readonly calls: MadeCall[] = [];
  /** Called before every call; what it gives back happens to the call. */
  plan: (method: Method, given: readonly unknown[]) => PlannedFault | undefined = () => undefined;
  readonly #time: Pick<Timers, 'now' | 'at'>;
  /** What becomes of messages that the engine sends. */
  sentAs: Pick<Message, 'status' | 'failure'> = {};
  #lastId = 0;

  constructor(time: Pick<Timers, 'now' | 'at'>) {
    this.#time = time;
  }

  /** Lets the next calls of a method fail in turn. */
  fail(method: Method, ...faults: PlannedFault[]): void {
    const before = this.plan;
    const waiting = [...faults];
    this.plan = (called, given) => (called === method && waiting.shift()) || before(called, given);
  }

  addThread(id: string, more: Partial<Thread> = {}): Thread {
    const thread: Thread = {
      id,
      status: 'OPEN',
      createdAt: this.#timestamp(),
      assignedTo: AI_USER,
      contactId: '1401',
      originalChannelId: '1000',
      originalChannelAccountId: '148662',
      archived: false,
      spam: false,
      ...more,
    };
    this.threads.set(id, thread);
    return thread;
  }

  customerWrites(threadId: string, text: string, more: Partial<Message> = {}): Message {
    return this.add({
      ...this.#message(threadId, 'V-1401', text),
      clientType: 'HUBSPOT',
      direction: 'INCOMING',
      senders: [
        {
          actorId: 'V-1401',
          name: 'Jo Doe',
          field: 'FROM',
          deliveryType: 'HS_EMAIL_ADDRESS',
          deliveryValue: CUSTOMER_EMAIL,
        },
      ],
      ...more,
    });
  }

  repWrites(threadId: string, text: string, more: Partial<Message> = {}): Message {
    return this.add({
      ...this.#message(threadId, REP, text),
      clientType: 'HUBSPOT',
      direction: 'OUTGOING',
      ...more,
    });
  }

  add(message: Message): Message {
    this.written.push(message);
    return message;
  }

  /** Texts of what the engine sent to the customer of a thread. */
  sent(threadId: string): string[] {
    return this.#ours(threadId, 'MESSAGE');
  }

  comments(threadId: string): string[] {
    return this.#ours(threadId, 'COMMENT');
  }

  count(method: Method): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  get hubspot(): HubSpotReader & HubSpotWriter {
    const answers: Partial<HubSpotReader & HubSpotWriter> = {
      thread: async (threadId) => this.threads.get(threadId) ?? null,
      messages: async (threadId) => this.#messagesOf(threadId).toReversed(),
      message: async (threadId, messageId) =>
        this.#messagesOf(threadId).find(({ id }) => id === messageId) ?? null,
      contact: async (contactId) => this.contacts.find(({ id }) => id === contactId) ?? null,
      contactsByEmail: async (email) => this.contacts.filter((contact) => contact.email === email),
      ticketsBegunBy: async (threadId) =>
        [...this.tickets.values()].filter((ticket) => ticket.threadId === threadId),
      postMessage: async (threadId, { senderActorId, recipients, ...message }) =>
        this.#write(threadId, senderActorId, 'MESSAGE', {
          ...message,
          ...this.sentAs,
          recipients: [...recipients],
        }),
      postComment: async (threadId, comment) => this.#write(threadId, 'I-77', 'COMMENT', comment).id,
      createContact: async (email) => {
        const existing = this.contacts.find((contact) => contact.email === email);
        if (existing) return existing.id;
        const id = this.#nextId('contact');
        this.contacts.push({ id, email, archived: false });
        return id;
      },
      createTicket: async ({ properties, contactId, threadId }) => {
        const id = this.#nextId('ticket');
        this.tickets.set(id, {
          id,
          subject: properties['subject'] ?? '',
          content: properties['content'] ?? '',
          pipelineId: properties['hs_pipeline'] ?? '',
          stageId: properties['hs_pipeline_stage'] ?? '',
          contactIds: contactId === undefined ? [] : [contactId],
          properties,
          archived: false,
          ...(threadId !== undefined && { threadId }),
        });
        const thread = this.threads.get(threadId ?? '');
        if (thread) thread.ticketId = id;
        return id;
      },
      updateTicket: async (ticketId, properties) => {
        const ticket = this.tickets.get(ticketId);
        if (!ticket) throw httpFailure(404);
        const stageId = properties['hs_pipeline_stage'] ?? ticket.stageId ?? '';
        this.tickets.set(ticketId, {
          ...ticket,
          stageId,
          properties: { ...ticket.properties, ...properties },
        });
      },
      assignThread: async (threadId, actorId) => {
        const thread = this.threads.get(threadId);
        if (thread) thread.assignedTo = actorId;
      },
    };
    return new Proxy(answers, {
      get: (_answers, name) => this.#call(name as Method, answers[name as Method] as Answer | undefined),
    }) as HubSpotReader & HubSpotWriter;
  }

  #call(method: Method, answer: Answer | undefined): Answer {
    return async (...given) => {
      if (!answer) throw new Error(`The portal of this test does not know ${method}.`);
      this.calls.push({ method, given, at: this.#time.now() });
      const fault = this.plan(method, given);
      if (!fault) return structuredClone(await answer(...given));
      if (fault.applied) await answer(...given);
      if (fault.appliedAfter !== undefined) {
        this.#time.at(this.#time.now() + fault.appliedAfter, () => void answer(...given));
      }
      throw fault.failure;
    };
  }

  #write(threadId: string, sender: string, type: string, more: Partial<Message>): Message {
    const message = this.#message(threadId, sender, more.text ?? '');
    const ours: Message = { ...message, ...more, type, clientType: 'INTEGRATION', integrationAppId: '77' };
    if (type === 'MESSAGE') ours.direction = 'OUTGOING';
    return this.add(ours);
  }

  #message(threadId: string, sender: string, text: string): Message {
    return {
      id: this.#nextId('message'),
      threadId,
      type: 'MESSAGE',
      createdAt: this.#timestamp(),
      createdBy: sender,
      text,
      richText: `<p>${text}</p>`,
      senders: [{ actorId: sender }],
      recipients: [],
      channelId: '1000',
      channelAccountId: '148662',
    };
  }

  #ours(threadId: string, type: string): string[] {
    return this.#messagesOf(threadId)
      .filter((message) => message.type === type && message.clientType === 'INTEGRATION')
      .map(({ text = '' }) => text);
  }

  #messagesOf(threadId: string): Message[] {
    return this.written.filter((message) => message.threadId === threadId);
  }

  #nextId(kind: string): string {
    this.#lastId += 1;
    return kind === 'message' ? `m${this.#lastId}` : `${9000 + this.#lastId}`;
  }

  #timestamp(): string {
    return new Date(this.#time.now()).toISOString();
  }
}

type Answer = (...given: unknown[]) => Promise<unknown>;

export function httpFailure(
  status: number,
  more: { category?: string; policy?: string; retryAfterMs?: number } = {},
): EvidenceFailure {
  const { retryAfterMs, ...facts } = more;
  return new EvidenceFailure(
    { kind: 'http', status, message: `HubSpot answered ${status}.`, ...facts },
    retryAfterMs === undefined ? {} : { retryAfterMs },
  );
}

export function brokenCall(
  kind: 'reset' | 'timeout' | 'refused' | 'dns' | 'tls' | 'parse',
  unsent = false,
): EvidenceFailure {
  return new EvidenceFailure({ kind, message: `The call ended with ${kind}.` }, unsent ? { unsent } : {});
}
