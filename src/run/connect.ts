/**
 * Connects to HubSpot and OpenCX, for every command that makes calls: one wire under one policy, the clients over it,
 * and the record of what was asked.
 */
import { isHubSpots } from '../config/base-url.ts';
import type { Settings } from '../config/load-config.ts';
import type { Given } from '../core/given.ts';
import type { TicketProperties } from '../core/hubspot/ticket-property.ts';
import { once } from '../core/once.ts';
import type {
  Clock,
  DeveloperReader,
  HubSpotReader,
  HubSpotWriter,
  OpenCxReader,
  WebhookPing,
} from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { serverClock } from '../hubspot/server-clock.ts';
import { personalAccessKeyForm, tokenForm } from '../redact/token-form.ts';
import { urlFacts } from '../redact/url-facts.ts';
import type { Connections } from '../wire/connections.ts';
import { isOnThisMachine } from '../wire/hosts.ts';
import type { ProxySettings } from '../wire/proxy.ts';
import type { Sender, Wire } from '../wire/wire.ts';
import { toolVersion } from './package.ts';

/** Who is asked, and with which keys. */
export interface Access extends Pick<Settings, 'hubspotUrl' | 'openCxUrl' | 'allowedHosts'> {
  given: Pick<Given, 'token' | 'tokenOrigin' | 'openCxKey' | 'personalAccessKey'>;
}

export interface ConnectOptions {
  /** Milliseconds for one try of a request. */
  timeoutMs: number;
  proxy: ProxySettings;
  /** Tries of one request; the documented number when left out. */
  maxTries?: number;
  /** Shared with other runs; whoever opened them closes them. */
  connections?: Connections;
  /** Told of every secret that HubSpot gives in the middle of the run. */
  learn?(secrets: readonly Secret[]): void;
}

/** What asks the services, each made when it is first wanted. */
export interface Clients {
  /** Undefined without a usable token. */
  hubspot(): HubSpotReader | undefined;
  /** Undefined without a usable personal access key, and where it may not be sent. */
  developer(): DeveloperReader | undefined;
  /** Undefined without a key. */
  opencx(): OpenCxReader | undefined;
  pingWebhook: WebhookPing;
}

export interface Connection extends Clients {
  wire: Wire;
  /** Over the same token as the reader; only the engine writes. */
  writer(): HubSpotWriter | undefined;
  /** As `writer`; only a live test sets a property, and puts it back. */
  ticketProperties(): TicketProperties | undefined;
  /** The same clients, whose requests go through a part of the wire. */
  over(sender: Sender): Clients;
  close(): Promise<void>;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Only here: they are most of what there is to load. */
const loadClients = once(() => import('./clients.ts'));

/** @throws EvidenceFailure `not-configured` when a proxy's address cannot be used */
export async function connect(access: Access, options: ConnectOptions): Promise<Connection> {
  const {
    createDeveloperReader,
    createHubSpotReader,
    createHubSpotWriter,
    createOpenCx,
    createWire,
    exchangeOf,
    pingWebhook,
    ticketProperties,
  } = await loadClients();
  const wire = createWire({
    ...options,
    allowedHosts: access.allowedHosts,
    userAgent: `opencx-hubspot/${toolVersion()}`,
    clock: systemClock,
  });
  const { hubspotUrl, openCxUrl } = access;
  const token = usableToken(access);
  const key = access.given.openCxKey;
  const personalKey = sendableKey(access);
  const exchange = personalKey && exchangeOf(personalKey, options.learn);
  const clock = serverClock(systemClock);
  const over = (sender: Sender): Clients => ({
    hubspot: () =>
      token &&
      createHubSpotReader({ wire: sender, baseUrl: hubspotUrl, token, clock, describeUrl: urlFacts }),
    developer: () =>
      exchange &&
      createDeveloperReader({ wire: sender, baseUrl: hubspotUrl, exchange, describeUrl: urlFacts }),
    opencx: () => key && createOpenCx({ wire: sender, baseUrl: openCxUrl, key }),
    pingWebhook: pingWebhook(sender),
  });
  return {
    ...over(wire),
    wire,
    writer: () => token && createHubSpotWriter({ wire, baseUrl: hubspotUrl, token }),
    ticketProperties: () => token && ticketProperties({ wire, baseUrl: hubspotUrl, token }),
    over,
    close: () => wire.close(),
  };
}

/**
 * The token without what pasting has added to it; undefined where there is none, or it is no HubSpot token: that is
 * not sent to HubSpot, since it may be somebody's key to something else.
 */
export function usableToken({ given: { token, tokenOrigin } }: Pick<Access, 'given'>): Secret | undefined {
  return token && tokenForm(token.reveal(), tokenOrigin ?? 'environment').cleaned;
}

/** The personal access key, of the right form, where it goes to HubSpot or to this machine and nowhere else. */
function sendableKey({ given: { personalAccessKey }, hubspotUrl }: Access): Secret | undefined {
  if (personalAccessKey === undefined || !takesKeys(hubspotUrl)) return undefined;
  return personalAccessKeyForm(personalAccessKey.reveal()).cleaned;
}

/** A key opens more than a token does: unlike that one, it follows nobody to a host that --allow-host names. */
export function takesKeys(hubspotUrl: string): boolean {
  return isHubSpots(hubspotUrl) || isOnThisMachine(hubspotUrl);
}
