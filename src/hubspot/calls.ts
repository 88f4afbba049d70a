import type * as v from 'valibot';
import type { Secret } from '../core/secret.ts';
import {
  type ApiAnswer,
  createJsonApi,
  type JsonApi,
  looksLikeHtml,
  readAnswer,
  type Wire,
} from '../wire/index.ts';
import { readErrorBody } from './error-body.ts';
import { refusal } from './errors.ts';
import { createLibrary, type Library } from './library.ts';

/** The two ways to ask HubSpot something; both answer with whatever status came. */
export interface HubSpotCalls {
  plain: JsonApi;
  library: Library;
  wire: Wire;
}

export function createCalls(options: { wire: Wire; baseUrl: string; token: Secret }): HubSpotCalls {
  const { wire, baseUrl, token } = options;
  return {
    wire,
    plain: createJsonApi({ wire, baseUrl, secret: token }),
    library: createLibrary({ baseUrl, accessToken: token }),
  };
}

/** The content of an answer. @throws EvidenceFailure for a refusal and for what cannot be read */
export function contentOf<S extends v.GenericSchema>(schema: S, answer: ApiAnswer): v.InferOutput<S> {
  return readAnswer(schema, succeeded(answer), 'HubSpot');
}

/** As `contentOf`, and null for what HubSpot does not have. */
export function contentIfThere<S extends v.GenericSchema>(
  schema: S,
  answer: ApiAnswer,
): v.InferOutput<S> | null {
  return isNotThere(answer) ? null : contentOf(schema, answer);
}

/** The answer itself. @throws EvidenceFailure for a refusal */
function succeeded(answer: ApiAnswer): ApiAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw refusal(answer);
}

/**
 * A 404 in HubSpot's own form says that there is no such thing; an HTML one says that there is no such route. A 400
 * that cannot parse the path parameter is about an id of another form: there can be nothing under it.
 */
export function isNotThere({ status, body }: ApiAnswer): boolean {
  if (status === 404) return !looksLikeHtml(body);
  return status === 400 && /parse value for path parameter/i.test(readErrorBody(body).message ?? '');
}
