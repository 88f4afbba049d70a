import { actorOf } from '../portal/conversations.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { batchInputs, batchReply } from './batch.ts';
import { resourceNotFound } from './errors.ts';
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
  const ids = [...new Set(batchInputs(jsonBody(call)['inputs']).map(String))];
  const results = ids.flatMap((id) => actorOf(call.store, id) ?? []);
  return batchReply(call.store, results, {
    ids: ids.filter((id) => !results.some((actor) => actor.id === id)),
    message: 'Could not get some actors, they may be deleted or not exist.',
  });
}

const read = { access: 'app', need: SCOPE_NEEDS.conversationsRead } as const;

export const actorRoutes: readonly Route[] = [
  { method: 'GET', paths: conversationPaths('/actors/{actorId}'), ...read, handle: getActor },
  { method: 'POST', paths: conversationPaths('/actors/batch/read'), ...read, handle: readActors },
];
