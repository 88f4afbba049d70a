import * as v from 'valibot';
import { text } from '../wire/tolerant.ts';

export { rateLimitPolicy } from '../wire/rate-limit.ts';

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

/** The permission refusal of an app whose creator has lost rights; HubSpot names it in more than one place. */
export const CREATOR_LACKS_PERMISSION = 'USER_DOES_NOT_HAVE_PERMISSIONS';

/**
 * The category of a refusal, where it has the form that HubSpot documents. The permission refusal is told by its
 * name wherever that stands; it says more than the category beside it.
 */
export function categoryOf(said: HubSpotErrorBody): string | undefined {
  const places = [said.category, said.subCategory, said.message];
  for (const error of said.errors) places.push(error.code, error.subCategory, error.message);
  if (places.some((place) => place?.includes(CREATOR_LACKS_PERMISSION))) return CREATOR_LACKS_PERMISSION;
  return shaped(said.category, /^[A-Z][A-Z0-9_]{1,60}$/);
}

/** The value if it has the form; what has another form may be anything and is not passed on. */
export function shaped(value: string | undefined, form: RegExp): string | undefined {
  return value !== undefined && form.test(value) ? value : undefined;
}
