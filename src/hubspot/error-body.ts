import * as v from 'valibot';
import { text } from '../wire/index.ts';

const context = v.fallback(v.optional(v.record(v.string(), v.fallback(v.array(v.string()), []))), undefined);

const errorBody = v.looseObject({
  message: text,
  category: text,
  subCategory: text,
  correlationId: text,
  correctHublet: text,
  context,
  errors: v.fallback(
    v.optional(v.array(v.looseObject({ message: text, code: text, subCategory: text, context })), []),
    [],
  ),
});
export type HubSpotErrorBody = v.InferOutput<typeof errorBody>;

/** The body of a refusal. Every field may be missing, and it may be HTML or nothing at all. */
export function readErrorBody(body: string): HubSpotErrorBody {
  try {
    return v.parse(errorBody, JSON.parse(body));
  } catch {
    return { errors: [] };
  }
}
