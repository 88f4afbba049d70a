/** Which calls go through a proxy, and through which: for the connections, and for whoever has to say what closed the way. */

/** A proxy, and where it was named. */
export interface NamedProxy {
  /** A URL; it may hold a user name and a password. */
  address: string;
  /** The environment variable: `HTTPS_PROXY`, `https_proxy`. */
  variable: string;
}

/** Proxy settings as the environment names them: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY. */
export interface ProxySettings {
  http?: NamedProxy;
  https?: NamedProxy;
  /** Hosts that are reached without it. */
  no?: string;
}

/** This machine is never reached through a proxy: the sandbox lives here. */
const NEVER_PROXIED = ['localhost', '127.0.0.1', '[::1]'];

/** Everything that is reached without a proxy, in the form of NO_PROXY. */
export function withoutProxy({ no }: ProxySettings): string {
  return [...(no ? [no] : []), ...NEVER_PROXIED].join(',');
}

/**
 * The proxy that calls to a URL go through, without its password; undefined where there is none. Where only an HTTP
 * proxy is given, HTTPS uses it too.
 */
export function proxyFor(url: URL, settings: ProxySettings): NamedProxy | undefined {
  const proxy = url.protocol === 'https:' ? (settings.https ?? settings.http) : settings.http;
  if (!proxy || isExempt(url, withoutProxy(settings))) return undefined;
  return { address: URL.parse(proxy.address)?.host ?? 'an address that is no URL', variable: proxy.variable };
}

/**
 * As the agent that makes the connections reads the variable (undici): a host stands for itself and for every name below
 * it, `*.example.test` for those below alone, `*` for all; a port, where one is named, has to be that one.
 */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const asked = port || (protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[,\s]/)
    .some((entry) => {
      const [, host = entry, onPort = asked] = /^([^:]+|\[.+\]):(\d+)$/.exec(entry) ?? [];
      if (host === '' || onPort !== asked) return false;
      if (host === '*') return true;
      const apex = host.replace(/^\*?\./, '').replace(/\.$/, '');
      return name.endsWith(`.${apex}`) || (name === apex && !host.startsWith('*'));
    });
}
