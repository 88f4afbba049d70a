import { isHubSpotsOwn, readErrorBody } from '../core/hubspot/error-words.ts';
import type { Secret } from '../core/secret.ts';
import { createJsonApi, type JsonApi, withBearer } from '../wire/json-api.ts';
import { readAnswer } from '../wire/read-answer.ts';
import type { Reader } from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import type { Sender } from '../wire/wire.ts';
import { createLibrary, type Library } from './library.ts';
import { refusal } from './refusal.ts';
import { type ServerClock, serverClock } from './server-clock.ts';
import { slowly } from './slowly.ts';

/** Whom HubSpot is asked as, and where. */
export interface HubSpotAccess {
  wire: Sender;
  /** `https://api.hubapi.com` for every region, or a sandbox. */
  baseUrl: string;
  token: Secret;
  /** Shared by all that is asked; one of its own when left out. */
  clock?: ServerClock;
}

/** The two ways to ask HubSpot something; both answer with whatever status came. */
export interface HubSpotCalls {
  /** What HubSpot's library does not have. */
  plain: JsonApi;
  /** As `plain`, and never with more than a tenth of what HubSpot lets the portal's apps call. */
  slowly: JsonApi;
  library: Library;
  /** HubSpot's time. */
  clock: ServerClock;
}

export function createCalls({ wire, baseUrl, token, clock: shared }: HubSpotAccess): HubSpotCalls {
  const clock = shared ?? serverClock(wire.clock);
  const plain = clock.readBy(createJsonApi(withBearer(wire, token), baseUrl));
  return { plain, slowly: slowly(plain, wire.clock), library: createLibrary(plain), clock };
}

/** The content of an answer. @throws EvidenceFailure for a refusal and for what cannot be read */
export function contentOf<T>(read: Reader<T>, answer: WireAnswer): T {
  return readAnswer(read, succeeded(answer), 'HubSpot');
}

/** As `contentOf`, and null for what HubSpot does not have. */
export function contentIfThere<T>(read: Reader<T>, answer: WireAnswer): T | null {
  return isNotThere(answer) ? null : contentOf(read, answer);
}

/** The answer itself. @throws EvidenceFailure for a refusal */
function succeeded(answer: WireAnswer): WireAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw refusal(answer);
}

/**
 * A 404 in HubSpot's own form says that there is no such thing; any other says that there is no such route, or that
 * somebody on the way answered. A 400 of HubSpot's that cannot parse the path parameter is about an id of another form:
 * there can be nothing under it.
 */
export function isNotThere({ status, body }: WireAnswer): boolean {
  const said = readErrorBody(body);
  if (!isHubSpotsOwn(said)) return false;
  return status === 404 || (status === 400 && /parse value for path parameter/i.test(said.message ?? ''));
}
