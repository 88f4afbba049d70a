/**
 * What people do, over HTTP, so that anyone with `curl` can be the customer or the rep. It answers on the port of the
 * emulated HubSpot under a prefix of its own, wants no token, and is no part of HubSpot's API.
 *
 * | request | body |
 * |---|---|
 * | `GET /sandbox/act/portal` | |
 * | `GET /sandbox/act/threads` | |
 * | `GET /sandbox/act/threads/{threadId}` | |
 * | `POST /sandbox/act/customer-writes` | `{"text": "Hello", "thread": "new", "channel": "email", "email": "lee.park@example.test"}` |
 * | `POST /sandbox/act/rep-replies` | `{"thread": "8243595013", "text": "Hello", "internal": false, "userId": "7002"}` |
 * | `POST /sandbox/act/assign` | `{"thread": "8243595013", "actorId": "A-7002"}`, null for nobody |
 * | `POST /sandbox/act/set-status` | `{"thread": "8243595013", "status": "CLOSED"}` |
 * | `POST /sandbox/act/change-ticket` | `{"ticket": "57774743", "properties": {"hs_pipeline_stage": "4"}}` |
 */
import * as v from 'valibot';
import { jsonBody } from '../hubspot/parameters.ts';
import type { Store } from '../portal/store.ts';
import { jsonReply, type Reply, replyOf } from '../reply.ts';
import { type Call, type OpenRoute, Router, type SandboxRequest, type Service } from '../router.ts';
import { customerWrites } from './customer.ts';
import type { Rep } from './rep.ts';
import { portalView, threadView } from './thread-view.ts';
import { RefusedAction, UnknownName } from './threads.ts';

/** Start of every path here. */
export const ACT_PREFIX = '/sandbox/act/';

const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const words = v.pipe(v.string(), v.minLength(1));
const options = { userId: v.optional(id) };

const BODIES = {
  customerWrites: v.strictObject({
    thread: v.optional(id, 'new'),
    text: words,
    channel: v.optional(v.picklist(['chat', 'email'])),
    email: v.optional(v.pipe(v.string(), v.email())),
    name: v.optional(v.string()),
  }),
  repReplies: v.strictObject({ thread: id, text: words, internal: v.optional(v.boolean()), ...options }),
  assign: v.strictObject({ thread: id, actorId: v.nullable(v.string()), ...options }),
  setStatus: v.strictObject({ thread: id, status: v.picklist(['OPEN', 'CLOSED']) }),
  changeTicket: v.strictObject({ ticket: id, properties: v.record(v.string(), v.string()), ...options }),
};

/** Serves `/sandbox/act/`. */
export class PeopleService implements Service {
  readonly name = 'people';
  readonly #router: Router<OpenRoute>;
  readonly #store: Store;

  constructor(store: Store, rep: Rep) {
    this.#store = store;
    this.#router = new Router(routesFor(store, rep));
  }

  patternOf(request: SandboxRequest): string {
    return this.#router.patternOf(request);
  }

  /** The same without a socket. @param path behind the prefix */
  asked(method: string, path: string, body?: unknown): { status: number; answer: unknown } {
    const reply = this.answer({
      method,
      path: ACT_PREFIX + path,
      query: new URLSearchParams(),
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? '' : JSON.stringify(body),
    });
    return { status: reply.status, answer: JSON.parse(String(reply.body(''))) };
  }

  answer(request: SandboxRequest): Reply {
    const match = this.#router.find(request);
    if (typeof match === 'string') {
      return errorReply(404, `There is no ${request.method} ${request.path}.`);
    }
    const { route, params } = match;
    try {
      return replyOf(() => route.handle({ ...request, store: this.#store, params }));
    } catch (error) {
      if (!(error instanceof RefusedAction)) throw error;
      const { next } = error instanceof UnknownName ? error : {};
      return jsonReply(error.status, { error: error.message, next });
    }
  }
}

function errorReply(status: number, error: string): Reply {
  return jsonReply(status, { error });
}

function routesFor(store: Store, rep: Rep): OpenRoute[] {
  const act = (name: string, handle: (call: Call) => unknown): OpenRoute => ({
    method: 'POST',
    paths: [ACT_PREFIX + name],
    access: 'open',
    handle: (call) => jsonReply(201, handle(call)),
  });
  const read = (name: string, handle: (call: Call) => unknown): OpenRoute => ({
    method: 'GET',
    paths: [ACT_PREFIX + name],
    access: 'open',
    handle: (call) => jsonReply(200, handle(call)),
  });
  return [
    read('portal', () => portalView(store)),
    read('threads', () => Object.keys(store.state.threads).map((threadId) => threadView(store, threadId))),
    read('threads/{threadId}', ({ params }) => viewOf(store, params['threadId'] ?? '')),
    act('customer-writes', (call) => {
      const { thread, text, channel, email, name } = bodyOf(BODIES.customerWrites, call);
      const opened = { ...(channel && { channel }), ...(email && { email }), ...(name && { name }) };
      return customerWrites(store, thread, text, opened);
    }),
    act('rep-replies', (call) => {
      const { thread, text, internal = false, userId } = bodyOf(BODIES.repReplies, call);
      return rep.replies(thread, text, { internal, ...(userId && { userId }) });
    }),
    act('assign', (call) => {
      const { thread, actorId, userId } = bodyOf(BODIES.assign, call);
      rep.assigns(thread, actorId, userId === undefined ? {} : { userId });
      return viewOf(store, thread);
    }),
    act('set-status', (call) => {
      const { thread, status } = bodyOf(BODIES.setStatus, call);
      rep.setsStatus(thread, status);
      return viewOf(store, thread);
    }),
    act('change-ticket', (call) => {
      const { ticket, properties, userId } = bodyOf(BODIES.changeTicket, call);
      rep.changesTicket(ticket, properties, userId === undefined ? {} : { userId });
      return { id: ticket, properties: store.state.tickets[ticket]?.properties };
    }),
  ];
}

function viewOf(store: Store, threadId: string): unknown {
  const view = threadView(store, threadId);
  if (view === undefined) throw new RefusedAction(`There is no thread ${threadId}.`, 404);
  return view;
}

function bodyOf<S extends v.GenericSchema>(schema: S, call: Call): v.InferOutput<S> {
  const parsed = v.safeParse(schema, jsonBody(call));
  if (parsed.success) return parsed.output;
  const issues = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
  throw new RefusedAction(issues.join('; '));
}
