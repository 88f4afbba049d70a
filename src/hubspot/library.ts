import { once } from '../core/once.ts';
import type { JsonApi, JsonRequest } from '../wire/json-api.ts';
import type { WireAnswer } from '../wire/request.ts';

/** The parts of `@hubspot/api-client` that are called, each loaded when it is first needed. */
export const PARTS = {
  companies: once(() => import('@hubspot/api-client/lib/codegen/crm/companies/index.js')),
  contacts: once(() => import('@hubspot/api-client/lib/codegen/crm/contacts/index.js')),
  deals: once(() => import('@hubspot/api-client/lib/codegen/crm/deals/index.js')),
  owners: once(() => import('@hubspot/api-client/lib/codegen/crm/owners/index.js')),
  pipelines: once(() => import('@hubspot/api-client/lib/codegen/crm/pipelines/index.js')),
  tickets: once(() => import('@hubspot/api-client/lib/codegen/crm/tickets/index.js')),
  webhooks: once(() => import('@hubspot/api-client/lib/codegen/webhooks/index.js')),
};

/** What every part has: types of the same form and of its own. */
interface Part<Configuration, HttpApi, Response> {
  createConfiguration(settings: { httpApi: HttpApi }): Configuration;
  wrapHttpLibrary(library: { send(request: LibraryRequest): Promise<Response> }): HttpApi;
  ResponseContext: new (
    status: number,
    headers: Record<string, string>,
    body: { text(): Promise<string>; binary(): Promise<Buffer> },
  ) => Response;
}

interface LibraryRequest {
  getUrl(): string;
  getHttpMethod(): string;
  getBody(): unknown;
}

/** Makes one call of HubSpot's library. */
export type Library = <P, Configuration, HttpApi, Response>(
  load: () => Promise<P & Part<Configuration, HttpApi, Response>>,
  call: (part: P, configuration: Configuration) => Promise<unknown>,
  marks?: Pick<JsonRequest, 'repeatable'>,
) => Promise<WireAnswer>;

/**
 * HubSpot's own library builds the requests, and `send` makes them: base address, token, tries and pacing are the
 * wire's.
 *
 * An answer is taken as it came, before the library reads it: that reading drops `policyName` and `correctHublet`,
 * loses the status of an HTML answer, and puts body and headers into the message of an `ApiException`.
 */
export function createLibrary(send: JsonApi): Library {
  return async (load, call, marks = {}) => {
    const part = await load();
    const { promise, resolve, reject } = Promise.withResolvers<WireAnswer>();
    const httpApi = part.wrapHttpLibrary({
      async send(request) {
        const { pathname, search } = new URL(request.getUrl());
        const path = pathname + search;
        const answer = await send({
          ...marks,
          method: request.getHttpMethod(),
          path,
          body: request.getBody(),
        });
        resolve(answer);
        const { status, headers, body } = answer;
        return new part.ResponseContext(
          status,
          { ...headers },
          {
            text: async () => body,
            binary: async () => Buffer.from(body),
          },
        );
      },
    });
    call(part, part.createConfiguration({ httpApi })).catch(reject);
    return promise;
  };
}
