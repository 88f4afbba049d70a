import { UsageError } from '../files/usage-error.ts';
import type { Environment } from './sources.ts';

export interface ProxySettings {
  http?: string;
  https?: string;
  /** Hosts that are reached without it. */
  no?: string;
}

const SCHEME = /^(?:https?|socks5?):$/;

/** The proxy variables, in small letters first, as curl reads them. @throws {UsageError} for one that is no proxy */
export function proxyOf(env: Environment): ProxySettings {
  const http = addressIn(env, 'HTTP_PROXY');
  const https = addressIn(env, 'HTTPS_PROXY');
  const no = given(env, 'NO_PROXY');
  return { ...(http && { http }), ...(https && { https }), ...(no && { no }) };
}

function addressIn(env: Environment, name: string): string | undefined {
  const value = given(env, name);
  if (value === undefined) return undefined;
  // Without a scheme it is http, as in `proxy.example.test:3128`.
  const address = value.includes('://') ? value : `http://${value}`;
  if (SCHEME.test(URL.parse(address)?.protocol ?? '')) return address;
  throw new UsageError(`${name} is not the address of a proxy.`, {
    hint: 'It looks like http://proxy.example.test:3128.',
  });
}

function given(env: Environment, name: string): string | undefined {
  return env[name.toLowerCase()] || env[name] || undefined;
}
