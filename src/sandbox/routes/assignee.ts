import { actorOf, threadBody } from '../conversation-bodies.ts';
import { assignThread } from '../doings/conversations.ts';
import { invalidInput, unknownRoute } from '../errors.ts';
import { emptyReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import { type AppCall, jsonBody, type Route } from '../router.ts';
import { SCOPE_NEEDS } from '../scopes.ts';
import type { PortalState } from '../state-schema.ts';
import { type FoundThread, wantedThread } from './threads.ts';

/**
 * Who owns a thread. HubSpot's API specification and its conversations guide disagree on method, path and value;
 * the switch `assignee` says which of the two this portal follows. The other one is then no route at all.
 */
type Reading = PortalState['switches']['assignee'];

const SPEC_PATHS = ['v3', '2026-09'].map(
  (version) => `/conversations/conversations/${version}/threads/{threadId}/assignee`,
);
const GUIDE_PATHS = ['/conversations/v3/conversations/threads/{threadId}/assignee'];

function follow(call: AppCall, reading: Reading): void {
  if (call.store.state.switches.assignee !== reading) throw new Refusal(unknownRoute());
}

function moveTo(call: AppCall, { id, thread }: FoundThread, actorId: string | undefined): void {
  assignThread(call.store, id, thread, actorId, `I-${call.caller.appId}`);
}

function assign(call: AppCall, toActorId: (value: string) => string): Reply {
  const found = wantedThread(call, false);
  const { actorId } = jsonBody(call);
  if (typeof actorId !== 'string') throw new Refusal(invalidInput('actorId is required'));
  const agent = toActorId(actorId);
  if (actorOf(call.store, agent)?.type !== 'AGENT') {
    throw new Refusal(invalidInput(`Actor ${actorId} not found`));
  }
  moveTo(call, found, agent);
  return jsonReply(200, threadBody(call.store, found.id, found.thread, false));
}

function putAssignee(call: AppCall): Reply {
  follow(call, 'put-spec');
  return assign(call, (actorId) => actorId);
}

/** The guide's example names the agent by email. */
function postAssignee(call: AppCall): Reply {
  follow(call, 'post-guide');
  const users = Object.entries(call.store.state.users);
  return assign(call, (value) => {
    const [userId] = users.find(([, user]) => user.email === value) ?? [];
    return userId === undefined ? value : `A-${userId}`;
  });
}

function deleteAssignee(call: AppCall): Reply {
  follow(call, 'put-spec');
  moveTo(call, wantedThread(call, false), undefined);
  return emptyReply();
}

const write = { access: 'app', need: SCOPE_NEEDS.conversationsWrite } as const;

export const assigneeRoutes: readonly Route[] = [
  { method: 'PUT', paths: SPEC_PATHS, ...write, handle: putAssignee },
  { method: 'DELETE', paths: SPEC_PATHS, ...write, handle: deleteAssignee },
  { method: 'POST', paths: GUIDE_PATHS, ...write, handle: postAssignee },
];
