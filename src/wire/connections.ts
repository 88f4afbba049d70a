import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { EvidenceFailure } from '../core/evidence.ts';
import { type NamedProxy, type ProxySettings, withoutProxy } from './proxy.ts';

/** Open connections to any hosts; what is idle among them is taken before a new one is opened. */
export type Connections = Dispatcher;

/** A run asks a dozen things at once; one that had to wait for a free connection would make it a call longer. */
const CONNECTIONS_PER_HOST = 16;

/**
 * The connections of one wire, direct or through a proxy. Where only an HTTP proxy is given, HTTPS uses it too.
 *
 * @param timeoutMs for a connection to be taken
 * @param perHost how many at once; null for as many as are needed, where several wires share them
 * @throws EvidenceFailure `not-configured` when a proxy's address cannot be used
 */
export function openConnections(
  proxy: ProxySettings,
  timeoutMs: number,
  perHost: number | null = CONNECTIONS_PER_HOST,
): Connections {
  return new EnvHttpProxyAgent({
    // An empty text is "no proxy"; left out, undici would read the environment by itself.
    httpProxy: proxyAddress(proxy.http),
    httpsProxy: proxyAddress(proxy.https),
    noProxy: withoutProxy(proxy),
    connections: perHost,
    connect: { timeout: timeoutMs },
    allowH2: false,
  });
}

function proxyAddress(given: NamedProxy | undefined): string {
  if (!given) return '';
  const { address, variable } = given;
  if (URL.canParse(address) && /^(https?|socks5?):$/.test(new URL(address).protocol)) return address;
  throw new EvidenceFailure({
    kind: 'not-configured',
    message: `The proxy that ${variable} names is not a usable address.`,
  });
}
