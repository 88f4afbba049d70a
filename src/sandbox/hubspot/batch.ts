import type { Store } from '../portal/store.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { invalidInput } from './errors.ts';

/** What HubSpot takes in one batch. */
const MAX_INPUTS = 100;

/** The inputs of a batch, as they were sent. */
export function batchInputs<T>(inputs: readonly T[]): readonly T[];
export function batchInputs(inputs: unknown): readonly unknown[];
export function batchInputs(inputs: unknown): readonly unknown[] {
  if (!Array.isArray(inputs)) throw new Refusal(invalidInput('inputs is required'));
  if (inputs.length > MAX_INPUTS) {
    throw new Refusal(invalidInput(`inputs must hold at most ${MAX_INPUTS} entries`));
  }
  return inputs;
}

/** What a batch came to: 207 where some of the ids stand for nothing, with one error that names them all. */
export function batchReply(
  store: Store,
  results: readonly unknown[],
  missing: { ids: readonly string[]; message: string } = { ids: [], message: '' },
): Reply {
  const now = store.now();
  const answer = { status: 'COMPLETE', results, startedAt: now, completedAt: now };
  if (missing.ids.length === 0) return jsonReply(200, answer);
  const error = {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: missing.message,
    context: { ids: missing.ids },
  };
  return jsonReply(207, { ...answer, numErrors: missing.ids.length, errors: [error] });
}
