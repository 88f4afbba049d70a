import type { World } from '../../checks/shared/probe.ts';
import type { Settings } from '../config/load-config.ts';
import { EvidenceFailure, EvidenceNotGiven } from '../core/evidence.ts';
import type { Given } from '../core/given.ts';
import type { Clock, HubSpotReader } from '../core/ports.ts';
import type { UrlFacts } from '../core/webhooks.ts';
import { tokenForm, urlFacts } from '../redact/index.ts';
import type { CallRecord } from '../wire/call-record.ts';
import type { Sender } from '../wire/wire.ts';
import type { Measure } from './gather.ts';

export interface OpenWorld {
  world: World;
  /** Absent without a usable token, and where no calls may be made. */
  hubspot?: HubSpotReader;
  measure: Measure;
  /** Every request that was made, in the order in which they ended. */
  calls: readonly CallRecord[];
  close(): Promise<void>;
}

/** Who is asked, and what with. */
export interface WorldSettings extends Pick<Settings, 'hubspotUrl' | 'openCxUrl' | 'allowedHosts'> {
  given: Given;
}

export interface WorldOptions {
  /** Milliseconds for one HTTP request. */
  timeoutMs: number;
  proxy: { http?: string; https?: string; no?: string };
  userAgent: string;
  clock: Clock;
}

/** Connects the probes to HubSpot and OpenCX; loads no HTTP client where no call may be made. */
export async function openWorld(settings: WorldSettings, options: WorldOptions): Promise<OpenWorld> {
  return settings.given.offline ? offlineWorld(settings, options) : liveWorld(settings, options);
}

function offlineWorld({ given }: WorldSettings, { clock }: WorldOptions): OpenWorld {
  const refuse = (): never => {
    throw new EvidenceFailure({
      kind: 'not-allowed',
      message: 'it was not asked for, because of --offline.',
    });
  };
  const world = {
    given,
    clock,
    hubspot: refuse,
    opencx: given.openCxKey ? refuse : refuseWithoutKey,
    pingWebhook: async () => refuse(),
  };
  return {
    world,
    measure: async (_scope, work) => ({ outcome: await settle(() => work(world)), calls: 0 }),
    calls: [],
    close: async () => {},
  };
}

async function liveWorld(settings: WorldSettings, options: WorldOptions): Promise<OpenWorld> {
  const [{ createWire }, { createHubSpotReader }, { createOpenCx }, { pingWebhook }] = await Promise.all([
    import('../wire/wire.ts'),
    import('../hubspot/reader.ts'),
    import('../opencx/opencx.ts'),
    import('../opencx/ping-webhook.ts'),
  ]);
  const { given } = settings;
  const { clock, timeoutMs, proxy, userAgent } = options;
  const wire = createWire({ allowedHosts: settings.allowedHosts, timeoutMs, proxy, userAgent, clock });
  const describeUrl = (url: string): UrlFacts => urlFacts(url);

  const token = given.token && tokenForm(given.token.reveal(), given.tokenOrigin ?? 'environment');
  const hubspotOver = (wire: Sender) =>
    token?.cleaned &&
    createHubSpotReader({ wire, baseUrl: settings.hubspotUrl, token: token.cleaned, describeUrl });
  const worldOver = (wire: Sender): World => ({
    given,
    clock,
    hubspot: () => hubspotOver(wire) ?? refuseWithoutToken(given.token !== undefined),
    opencx: () =>
      given.openCxKey
        ? createOpenCx({ wire, baseUrl: settings.openCxUrl, key: given.openCxKey })
        : refuseWithoutKey(),
    pingWebhook: pingWebhook(wire),
  });

  const hubspot = hubspotOver(wire);
  return {
    ...(hubspot && { hubspot }),
    world: worldOver(wire),
    measure: async (scope, work) => {
      let calls = 0;
      const counted = wire.within({ ...scope, onTry: () => (calls += 1) });
      const outcome = await settle(() => work(worldOver(counted)));
      return { outcome, calls };
    },
    calls: wire.calls,
    close: () => wire.close(),
  };
}

async function settle<T>(work: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

/** What is no HubSpot token is not sent to HubSpot: it may be somebody's key to something else. */
function refuseWithoutToken(given: boolean): never {
  throw new EvidenceFailure(
    given
      ? { kind: 'not-allowed', message: 'what was given is no usable HubSpot token, so it was not sent.' }
      : { kind: 'not-configured', message: 'no HubSpot token was given.' },
  );
}

function refuseWithoutKey(): never {
  throw new EvidenceNotGiven('No OpenCX API key was given (OPENCX_API_KEY).');
}
