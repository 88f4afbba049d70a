import { UsageError } from '../files/usage-error.ts';
import type { NamedProxy, ProxySettings } from '../wire/proxy.ts';
import type { Environment } from './sources.ts';

const SCHEME = /^(?:https?|socks5?):$/;
/** With it the proxy looks the host's name up, which it is left to do with any SOCKS5 proxy here. */
const SOCKS5_WITH_NAMES = /^socks5h(?=:)/i;

/**
 * The proxy variables, in small letters first, as curl reads them; ALL_PROXY stands for those that are not set.
 *
 * @throws {UsageError} for one that is no proxy
 */
export function proxyOf(env: Environment): ProxySettings {
  const all = proxyIn(env, 'ALL_PROXY');
  const http = proxyIn(env, 'HTTP_PROXY') ?? all;
  const https = proxyIn(env, 'HTTPS_PROXY') ?? all;
  const no = env['no_proxy'] || env['NO_PROXY'];
  return { ...(http && { http }), ...(https && { https }), ...(no && { no }) };
}

function proxyIn(env: Environment, name: string): NamedProxy | undefined {
  const variable = namedIn(env, name);
  const value = variable && env[variable];
  if (!value) return undefined;
  // Without a scheme it is http, as in `proxy.example.test:3128`.
  const address = (value.includes('://') ? value : `http://${value}`).replace(SOCKS5_WITH_NAMES, 'socks5');
  if (SCHEME.test(URL.parse(address)?.protocol ?? '')) return { address, variable };
  throw new UsageError(`${variable} is not the address of a proxy that can be used here.`, {
    hint: 'It looks like http://proxy.example.test:3128, or socks5://proxy.example.test:1080.',
  });
}

function namedIn(env: Environment, name: string): string | undefined {
  return [name.toLowerCase(), name].find((variable) => env[variable]);
}
