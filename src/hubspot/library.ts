import type { Client } from '@hubspot/api-client';
import { EvidenceFailure } from '../core/evidence.ts';
import type { Secret } from '../core/secret.ts';
import { type ApiAnswer, addressOf, evidenceFailureIn, withoutTrailingSlash } from '../wire/index.ts';

export interface LibraryOptions {
  baseUrl: string;
  accessToken?: Secret;
  developerKey?: Secret;
}

/**
 * Makes one call of `@hubspot/api-client`. The work must not do anything else.
 *
 * @param route method and path with ids folded, for the failure's sake
 */
export type Library = (route: string, work: (client: Client) => Promise<unknown>) => Promise<ApiAnswer>;

/** What the library's middleware is handed. */
interface LibraryResponse {
  httpStatusCode: number;
  headers: Record<string, string>;
  body: { text(): Promise<string> };
}

/**
 * Calls through HubSpot's own library, loaded when the first one is made; its retries and its limiter stay off,
 * because the wire has both.
 *
 * The library builds the requests and its reading of answers is left out: it drops `policyName` and `correctHublet`,
 * loses the status of an HTML answer, and puts body and headers into the message of its `ApiException`. So its
 * middleware takes the answer away before any of that.
 */
export function createLibrary(options: LibraryOptions): Library {
  let client: Promise<Client> | undefined;
  return async (route, work) => {
    const destination = { host: addressOf(options.baseUrl).host, route };
    client ??= load(options);
    try {
      await work(await client);
    } catch (error) {
      if (error instanceof Answered) return { ...error.answer, destination };
      throw evidenceFailureIn(error) ?? notBuilt(error, destination);
    }
    throw new Error('@hubspot/api-client did not run the middleware that hands over its answers.');
  };
}

async function load({ baseUrl, accessToken, developerKey }: LibraryOptions): Promise<Client> {
  const { Client } = await import('@hubspot/api-client');
  return new Client({
    basePath: withoutTrailingSlash(baseUrl),
    ...(accessToken && { accessToken: accessToken.reveal() }),
    ...(developerKey && { developerApiKey: developerKey.reveal() }),
    numberOfApiCallRetries: 0,
    middleware: [{ pre: (request) => request, post: takeAnswer }],
  });
}

class Answered extends Error {
  readonly answer: Omit<ApiAnswer, 'destination'>;

  constructor(answer: Omit<ApiAnswer, 'destination'>) {
    super('answered');
    this.answer = answer;
  }
}

async function takeAnswer(response: unknown): Promise<never> {
  const { httpStatusCode, headers, body } = response as LibraryResponse;
  throw new Answered({
    status: httpStatusCode,
    body: await body.text(),
    header: (name) => headers[name],
  });
}

/** The platform's error for a header that it dislikes quotes the token, so only the error's name is kept. */
function notBuilt(error: unknown, destination: { host: string; route: string }): EvidenceFailure {
  const name = error instanceof Error ? error.name : typeof error;
  const message = `The request ${destination.route} to ${destination.host} could not be built (${name}); the token may hold characters that cannot be sent.`;
  return new EvidenceFailure({ kind: 'not-configured', message, ...destination });
}
