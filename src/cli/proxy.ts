import { UsageError } from '../config/usage-error.ts';

export interface Proxy {
  http?: string;
  https?: string;
  /** Hosts that are reached without it. */
  no?: string;
}

/** The proxy variables, in small letters first, as curl reads them. @throws {UsageError} for one that is no URL */
export function proxyOf(env: NodeJS.ProcessEnv): Proxy {
  const http = env['http_proxy'] || env['HTTP_PROXY'];
  const https = env['https_proxy'] || env['HTTPS_PROXY'];
  const no = env['no_proxy'] || env['NO_PROXY'];
  for (const [name, value] of [
    ['HTTP_PROXY', http],
    ['HTTPS_PROXY', https],
  ] as const) {
    if (value && !URL.canParse(value))
      throw new UsageError(`${name} is not a URL.`, {
        hint: 'It looks like http://proxy.example.test:3128.',
      });
  }
  return { ...(http && { http }), ...(https && { https }), ...(no && { no }) };
}
