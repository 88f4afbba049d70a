import { actorOf } from '../portal/conversations.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { invalidInput, resourceNotFound } from './errors.ts';
import { jsonBody } from './parameters.ts';
import { type AppCall, conversationPaths, type Route } from './route.ts';
import { SCOPE_NEEDS } from './scopes.ts';

function getActor(call: AppCall): Reply {
  const actor = actorOf(call.store, call.params['actorId'] ?? '');
  if (actor === undefined) throw new Refusal(resourceNotFound());
  return jsonReply(200, actor);
}

/** 207 when some of the ids stand for nobody. */
function readActors(call: AppCall): Reply {
  const { inputs } = jsonBody(call);
  if (!Array.isArray(inputs)) throw new Refusal(invalidInput('inputs is required'));
  const ids = [...new Set(inputs.map(String))];
  const results = ids.flatMap((id) => actorOf(call.store, id) ?? []);
  const missing = ids.filter((id) => !results.some((actor) => actor.id === id));
  const now = call.store.now();
  const answer = { status: 'COMPLETE', results, startedAt: now, completedAt: now };
  if (missing.length === 0) return jsonReply(200, answer);
  const error = {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: 'Could not get some actors, they may be deleted or not exist.',
    context: { ids: missing },
  };
  return jsonReply(207, { ...answer, numErrors: missing.length, errors: [error] });
}

const read = { access: 'app', need: SCOPE_NEEDS.conversationsRead } as const;

export const actorRoutes: readonly Route[] = [
  { method: 'GET', paths: conversationPaths('/actors/{actorId}'), ...read, handle: getActor },
  { method: 'POST', paths: conversationPaths('/actors/batch/read'), ...read, handle: readActors },
];
