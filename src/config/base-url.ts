/**
 * Where HubSpot and OpenCX are reached, and which hosts secrets may be sent to: for the settings of a run, which end
 * with one address for each of the two.
 */
import { UsageError } from '../files/usage-error.ts';
import { isLoopback } from '../wire/hosts.ts';
import { firstStated, type Sources, type Stated, variable } from './sources.ts';

/** One of the two services that secrets are sent to. */
export interface Service {
  name: 'HubSpot' | 'OpenCX';
  defaultUrl: string;
  /** What the names of its own hosts end in. */
  domain: string;
}

export const HUBSPOT: Service = {
  name: 'HubSpot',
  defaultUrl: 'https://api.hubapi.com',
  domain: '.hubapi.com',
};
export const OPENCX: Service = { name: 'OpenCX', defaultUrl: 'https://api.open.cx', domain: '.open.cx' };

/** Whether a base URL is HubSpot's own: neither an emulated portal nor a host that somebody has named. */
export function isHubSpots(url: string): boolean {
  return URL.parse(url)?.hostname.endsWith(HUBSPOT.domain) === true;
}

/** @param namedHosts what `--allow-host` named; no file and no variable can add to it */
export function hubspotUrl({ env, settings }: Sources, namedHosts: readonly string[]): string {
  const given = firstStated(
    [variable(env, 'HUBSPOT_API_URL'), 'HUBSPOT_API_URL'],
    [settings.hubspot?.apiUrl, '"hubspot.apiUrl" in the configuration file'],
  );
  return baseUrl(HUBSPOT, given, namedHosts);
}

/** @param namedHosts as for `hubspotUrl` */
export function openCxUrl({ env, settings }: Sources, namedHosts: readonly string[]): string {
  const given = firstStated(
    [variable(env, 'OPENCX_API_URL'), 'OPENCX_API_URL'],
    [settings.opencx?.apiUrl, '"opencx.apiUrl" in the configuration file'],
  );
  return baseUrl(OPENCX, given, namedHosts);
}

/**
 * The base URL of a service, without a trailing slash. A token is sent wherever it points, so a host that is
 * neither the service's own nor this machine must be named by `--allow-host`, and http leads to this machine only.
 */
export function baseUrl(
  service: Service,
  given: Stated | undefined,
  allowedHosts: readonly string[],
): string {
  if (given === undefined) return service.defaultUrl;
  const { origin } = given;
  const url = URL.parse(given.value);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(`${origin} must be an http or https URL.`);
  if (url.username !== '' || url.password !== '')
    throw new UsageError(`${origin} must not hold a user name or a password.`);
  if (url.search !== '' || url.hash !== '')
    throw new UsageError(`${origin} must end with the host or a path, without "?" and "#".`);
  if (!isTrusted(url, service, allowedHosts))
    throw new UsageError(
      `${origin} names the host ${url.host}, which is not ${service.name}'s, so no secret is sent to it.`,
      { hint: `If that host is meant, name it on the command line: --allow-host ${url.host}` },
    );
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new UsageError(`${origin} must use https, since http leads to this machine only.`);
  return url.href.replace(/\/+$/, '');
}

/** The values of `--allow-host`, in the form in which hosts are compared: `proxy.example.test` or `…:8443`. */
export function readAllowedHosts(names: readonly string[]): string[] {
  return names.map((name) => {
    const url = URL.parse(`https://${name}`);
    if (!url || url.href !== `https://${url.host}/`)
      throw new UsageError(
        '--allow-host wants the name of a host, such as proxy.example.test or localhost:8443.',
      );
    return url.host;
  });
}

function isTrusted(url: URL, service: Service, allowedHosts: readonly string[]): boolean {
  return (
    url.hostname.endsWith(service.domain) ||
    isLoopback(url.hostname) ||
    allowedHosts.includes(url.hostname) ||
    allowedHosts.includes(url.host)
  );
}
