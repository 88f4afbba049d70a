/**
 * The emulated OpenCX: its public API as far as a diagnosis needs it, and the target that HubSpot delivers events to.
 * For whoever asks what the sandbox answers in OpenCX's name.
 */
import type { SessionState } from './portal/state.ts';
import type { Store } from './portal/store.ts';
import { jsonReply, Refusal, type Reply, replyOf } from './reply.ts';
import { type Call, type OpenRoute, Router, type SandboxRequest, type Service } from './router.ts';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const PAGE_SIZE = 50;

function openCxError(statusCode: number, message: string, error: string): Reply {
  return jsonReply(statusCode, { statusCode, message, error });
}

const notFound = (message: string): Reply => openCxError(404, message, 'Not Found');

/** Throws 401 for a key that is missing or unknown, 403 for one without the right. */
function requireRight(call: Call, right: string): void {
  const key = /^Bearer (\S+)$/i.exec(call.headers['authorization'] ?? '')?.[1] ?? '';
  const rights = call.store.state.openCx.keys[key];
  if (rights === undefined) throw new Refusal(openCxError(401, 'Invalid API key', 'Unauthorized'));
  if (rights['full'] !== true && rights[right] !== true) {
    throw new Refusal(openCxError(403, `This key has no ${right} permission`, 'Forbidden'));
  }
}

const sessionBody = (id: string, { history: _history, ...shown }: SessionState) => ({ id, ...shown });

function inTime(call: Call, name: string, holds: (limit: number) => boolean): boolean {
  const value = call.query.get(name);
  return value === null || holds(Date.parse(value));
}

/** Newest first; filters that are absent let everything through. */
function listSessions(call: Call): Reply {
  requireRight(call, 'chat-sessions:read');
  const { query, store } = call;
  const channel = query.get('channel') ?? query.get('channel_type');
  const status = query.get('status');
  const handedOff = query.get('handed_off');
  const found = Object.entries(store.state.openCx.sessions)
    .filter(([, session]) => channel === null || session.channel.type === channel)
    .filter(([, session]) => status === null || session.status === status)
    .filter(
      ([, session]) => handedOff === null || String(session.ai_closure_type === 'handed_off') === handedOff,
    )
    .filter(([, session]) => {
      const created = Date.parse(session.created_at);
      const updated = Date.parse(session.updated_at);
      return (
        inTime(call, 'created_after', (limit) => created > limit) &&
        inTime(call, 'created_before', (limit) => created < limit) &&
        inTime(call, 'updated_after', (limit) => updated > limit) &&
        inTime(call, 'updated_before', (limit) => updated < limit)
      );
    })
    .sort(([, one], [, other]) => other.created_at.localeCompare(one.created_at))
    .map(([id, session]) => sessionBody(id, session));
  return pageOf(call, found);
}

function pageOf({ query }: Call, items: readonly unknown[]): Reply {
  const start = Number(query.get('cursor') ?? 0) || 0;
  const limit = Number(query.get('limit') ?? PAGE_SIZE) || PAGE_SIZE;
  const end = start + limit;
  return jsonReply(200, { items: items.slice(start, end), next: end < items.length ? String(end) : null });
}

/** The session that the path names; 400 for what is no id, 404 where there is none. */
function wantedSession(call: Call): [string, SessionState] {
  requireRight(call, 'chat-sessions:read');
  const id = call.params['sessionId'] ?? '';
  if (!UUID.test(id))
    throw new Refusal(openCxError(400, 'Validation failed (uuid is expected)', 'Bad Request'));
  const session = call.store.state.openCx.sessions[id];
  if (session === undefined) throw new Refusal(notFound('Session not found'));
  return [id, session];
}

function getSession(call: Call): Reply {
  return jsonReply(200, sessionBody(...wantedSession(call)));
}

function listHistory(call: Call): Reply {
  const [, { history = [] }] = wantedSession(call);
  return pageOf(call, history);
}

function getOrganization(call: Call): Reply {
  requireRight(call, 'org:read');
  return jsonReply(200, call.store.state.openCx.organization);
}

/**
 * Takes any delivery, also one with a token of long ago or of another organization: OpenCX answers before it
 * works, so a delivery that is answered proves nothing (OpenCX troubleshooting page, "Webhook shows delivered").
 */
function takeDelivery({ store }: Call): Reply {
  const { webhookStatus } = store.state.openCx;
  if (webhookStatus === 200) return jsonReply(200, {});
  return openCxError(webhookStatus, 'Internal server error', 'Internal Server Error');
}

const ROUTES: readonly OpenRoute[] = [
  { method: 'GET', paths: ['/chat/sessions'], access: 'open', handle: listSessions },
  { method: 'GET', paths: ['/chat/sessions/{sessionId}'], access: 'open', handle: getSession },
  { method: 'GET', paths: ['/chat/sessions/{sessionId}/history'], access: 'open', handle: listHistory },
  { method: 'GET', paths: ['/org'], access: 'open', handle: getOrganization },
  { method: 'POST', paths: ['/backend/hubspot/{token}'], access: 'open', handle: takeDelivery },
];

/** Serves `ROUTES` as one host. */
export class OpenCxService implements Service {
  readonly name = 'opencx';
  readonly #router = new Router(ROUTES);
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  patternOf(request: SandboxRequest): string {
    return this.#router.patternOf(request);
  }

  answer(request: SandboxRequest): Reply {
    const match = this.#router.find(request);
    if (typeof match === 'string') return notFound(`Cannot ${request.method} ${request.path}`);
    const { route, params } = match;
    return replyOf(() => route.handle({ ...request, store: this.#store, params }));
  }
}
