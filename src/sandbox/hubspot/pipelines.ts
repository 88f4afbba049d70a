import type { PipelineState } from '../portal/state.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { emptyNotFound, resourceNotFound, unknownRoute } from './errors.ts';
import { factsOf, objectPaths } from './object-types.ts';
import type { AppCall, Route } from './route.ts';
import { SCOPE_NEEDS } from './scopes.ts';

const ROOTS = ['v3/pipelines', 'pipelines/v3', 'pipelines/2026-03', 'pipelines/2026-09'];

function stageBodies({ createdAt, updatedAt, stages }: PipelineState): Record<string, unknown>[] {
  return Object.entries(stages).map(([id, { label, displayOrder, ticketState }]) => ({
    id,
    label,
    displayOrder,
    metadata: { ticketState },
    createdAt,
    updatedAt,
    archived: false,
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
  }));
}

function pipelineBody(id: string, pipeline: PipelineState): Record<string, unknown> {
  return { id, ...pipeline, archived: false, stages: stageBodies(pipeline) };
}

function wantedPipeline(call: AppCall): [string, PipelineState] {
  const id = call.params['pipelineId'] ?? '';
  const pipeline = call.store.state.ticketPipelines[id];
  if (pipeline === undefined) throw new Refusal(notFound(call));
  return [id, pipeline];
}

/** Since 2026-09 nothing in the answer tells a missing pipeline from a wrong path: HTML, or no body at all. */
function notFound({ path, headers }: AppCall): Reply {
  if (!path.includes('/2026-09/')) return resourceNotFound();
  return headers['accept']?.includes('application/json') ? emptyNotFound() : unknownRoute();
}

function getStage(call: AppCall): Reply {
  const [, pipeline] = wantedPipeline(call);
  const stage = stageBodies(pipeline).find(({ id }) => id === call.params['stageId']);
  if (stage === undefined) throw new Refusal(notFound(call));
  return jsonReply(200, stage);
}

function listPipelines(call: AppCall): Reply {
  const pipelines = Object.entries(call.store.state.ticketPipelines);
  return jsonReply(200, { results: pipelines.map(([id, pipeline]) => pipelineBody(id, pipeline)) });
}

const getPipeline = (call: AppCall): Reply => jsonReply(200, pipelineBody(...wantedPipeline(call)));

const listStages = (call: AppCall): Reply =>
  jsonReply(200, { results: stageBodies(wantedPipeline(call)[1]) });

const reads: readonly [string, (call: AppCall) => Reply][] = [
  ['', listPipelines],
  ['/{pipelineId}', getPipeline],
  ['/{pipelineId}/stages', listStages],
  ['/{pipelineId}/stages/{stageId}', getStage],
];

export const pipelineRoutes: readonly Route[] = reads.map(([rest, handle]) => ({
  method: 'GET',
  paths: objectPaths(factsOf('tickets'), rest, ROOTS),
  access: 'app',
  need: SCOPE_NEEDS.pipelines,
  handle,
}));
