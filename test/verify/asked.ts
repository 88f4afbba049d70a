/**
 * Asks a portal, its developer platform and OpenCX for what the questions need, and nothing that would change anything.
 * For each question of `questions/`; what came is kept as its form.
 */
import type { JsonApi, JsonRequest } from '../../src/wire/json-api.ts';
import type { WireAnswer } from '../../src/wire/request.ts';
import { type Shape, shapeOfBody } from './shape.ts';

/** One call with what came of it, to be handed on. */
export interface Seen {
  /** With what it depends on and without ids: `GET /crm/v3/owners/<n>`. */
  call: string;
  status: number;
  contentType: string | null;
  /** What HubSpot lets be done there, beside a 405. */
  allow?: string;
  body: Shape;
}

/** Reads that are made by POST. */
const READS_BY_POST: readonly RegExp[] = [
  /^\/oauth\/v2\/private-apps\/get\/access-token-info$/,
  /^\/crm\/v3\/objects\/\w+\/search$/,
  /^\/developers\/logs\/search\/\d+$/,
  /^\/localdevauth\/v1\/auth\/(?:refresh|install-info)$/,
];

/** The request would change something, which this tool never does. */
export class NotARead extends Error {}

/** @throws NotARead */
function demandRead({ method, path, body }: JsonRequest): void {
  const made = method ?? (body === undefined ? 'GET' : 'POST');
  const [route = ''] = path.split('?', 1);
  if (made === 'GET' || (made === 'POST' && READS_BY_POST.some((read) => read.test(route)))) return;
  throw new NotARead(`${made} ${route} is no read.`);
}

/** The same API, of which only reads are made; each is told with what came of it. */
export function readingOnly(api: JsonApi, saw: (seen: Seen) => void): JsonApi {
  return async (request) => {
    demandRead(request);
    const answer = await api({ ...request, ...(request.body !== undefined && { repeatable: true }) });
    saw(seenOf(request, answer));
    return answer;
  };
}

function seenOf({ path, body }: JsonRequest, { status, headers, body: text, bytes }: WireAnswer): Seen {
  const allow = headers['allow'];
  return {
    call: `${body === undefined ? 'GET' : 'POST'} ${withoutIds(path)}`,
    status,
    contentType: headers['content-type'] ?? null,
    ...(allow !== undefined && { allow }),
    body: bytes === undefined ? shapeOfBody(text, status >= 400) : `${bytes.length} bytes`,
  };
}

/** A path that names nobody: versions stay, and how an id is written. */
function withoutIds(path: string): string {
  const [route = ''] = path.split('?', 1);
  return route
    .replaceAll(/(?<=\/)(A-|V-|E-|I-)?\d{3,}(?=\/|$)/g, '$1<n>')
    .replaceAll(/by-name\/[^/]+|projects\/(?!v1)[^/]+/g, '<project>');
}
