import { CallMeter } from './call-meter.ts';
import { Faults } from './faults.ts';
import { Host, type SeenRequest } from './host.ts';
import { HubSpotService } from './hubspot-service.ts';
import { OpenCxService } from './opencx-service.ts';
import type { Portal } from './portal-schema.ts';
import { Store } from './store.ts';

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  hubspotPort?: number;
  openCxPort?: number;
  /** In the place of the portal's own. */
  faults?: readonly string[];
  /** Milliseconds before every answer. */
  latencyMs?: number;
}

/** A running sandbox: an emulated portal and a thin OpenCX on this machine's loopback. */
export interface Sandbox {
  /** Base URL of the emulated HubSpot API, without a trailing slash. */
  url: string;
  /** Base URL of the emulated OpenCX API. */
  openCxUrl: string;
  /** Where the sandbox itself takes webhook deliveries; a secret like any webhook URL. */
  webhookTargetUrl: string;
  portal: Portal;
  /** Everything that came in, oldest first. */
  requests: readonly SeenRequest[];
  /** Replaces the faults in force; a name may be confined to paths, as in `reset@/crm/`. Throws `UnknownFault`. */
  setFaults(names: readonly string[]): void;
  /** Puts the portal back as it was loaded, its faults too, and forgets the requests. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts a portal on 127.0.0.1. Throws `UnknownFault`; rejects where a port is taken. */
export async function startSandbox(portal: Portal, options: SandboxOptions = {}): Promise<Sandbox> {
  const store = new Store(portal.state);
  const meter = new CallMeter();
  const faults = new Faults();
  const ownFaults = options.faults ?? portal.faults;
  faults.set(ownFaults);
  const requests: SeenRequest[] = [];
  const common = {
    faults,
    latencyMs: options.latencyMs ?? 0,
    nextCorrelationId: () => store.nextCorrelationId(),
    seen: (request: SeenRequest) => requests.push(request),
  };
  const hubSpot = new Host({
    ...common,
    service: new HubSpotService(store, meter),
    port: options.hubspotPort ?? 0,
  });
  const openCx = new Host({ ...common, service: new OpenCxService(store), port: options.openCxPort ?? 0 });
  const close = async () => {
    await Promise.all([hubSpot.close(), openCx.close()]);
  };
  const [url, openCxUrl] = await listenBoth(hubSpot, openCx, close);
  return {
    url,
    openCxUrl,
    webhookTargetUrl: openCxUrl + webhookPath(portal),
    portal,
    requests,
    setFaults: (names) => faults.set(names),
    reset: () => {
      store.reset();
      meter.reset();
      faults.set(ownFaults);
      requests.length = 0;
    },
    close,
  };
}

async function listenBoth(one: Host, other: Host, close: () => Promise<void>): Promise<[string, string]> {
  try {
    return [await one.listen(), await other.listen()];
  } catch (error) {
    await close();
    throw error;
  }
}

/** The path of the webhook URL that OpenCX shows, which the sandbox's own target has too. */
function webhookPath({ given }: Portal): string {
  const path = /\/backend\/hubspot\/[^/?#]+/.exec(given.webhookUrl ?? '')?.[0];
  return path ?? '/backend/hubspot/sandbox';
}

const OPENCX_PLACEHOLDER = '{opencx}';

/** What the person at the keyboard has, with the sandbox's own addresses filled in. */
export function givenFor({ portal, openCxUrl }: Sandbox): Portal['given'] {
  return filled(portal.given, openCxUrl);
}

function filled<T>(value: T, openCxUrl: string): T;
function filled(value: unknown, openCxUrl: string): unknown {
  if (typeof value === 'string') return value.replaceAll(OPENCX_PLACEHOLDER, openCxUrl);
  if (Array.isArray(value)) return value.map((item) => filled(item, openCxUrl));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, openCxUrl)]));
}
