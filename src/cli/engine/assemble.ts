import { resolve } from 'node:path';
import { UsageError } from '../../config/index.ts';
import type { WebhookEvent } from '../../core/event.ts';
import { EvidenceFailure } from '../../core/evidence.ts';
import { Secret } from '../../core/secret.ts';
import { laneOf, redeliveryKey } from '../../engine/decide/index.ts';
import {
  createConsoleDelivery,
  createFileDelivery,
  createHttpDelivery,
  type Delivery,
} from '../../engine/delivery/index.ts';
import type { Journal, NewEvent } from '../../engine/journal/index.ts';
import { createOutbound } from '../../engine/outbound/index.ts';
import {
  createHttpResponder,
  type Responder,
  readScriptedResponder,
  silentResponder,
} from '../../engine/responder/index.ts';
import { createEngine, type Engine, systemTimers } from '../../engine/run/index.ts';
import type { EngineSettings } from '../../engine/settings.ts';
import { createHubSpot, createHubSpotWriter } from '../../hubspot/index.ts';
import { tokenForm, urlFacts } from '../../redact/index.ts';
import type { RunSettings } from '../../run/settings.ts';
import { createWire, type Wire } from '../../wire/index.ts';
import { type Io, toolVersion } from '../io.ts';
import { proxyOf } from '../proxy.ts';
import type { AccessFlags, RuleFlags } from './flags.ts';
import { engineSettings } from './settings.ts';

/** Flags that say who answers and where replies go. */
export interface PartsFlags extends RuleFlags, AccessFlags {
  responder?: string;
  deliver: string;
  retries: number;
}

export interface Assembly {
  engine: Engine;
  settings: EngineSettings;
  close(): Promise<void>;
}

/**
 * Puts an engine together from what was set.
 *
 * @param adjust last word on the engine's settings
 * @throws UsageError without a usable token, for a responder script that cannot be read, for an address that may not be used
 */
export async function assembleEngine(
  flags: PartsFlags,
  settings: RunSettings,
  journal: Journal,
  io: Io,
  adjust: (settings: EngineSettings) => EngineSettings = (same) => same,
): Promise<Assembly> {
  const token = usableToken(settings);
  const wire = createWire({
    allowedHosts: [...settings.allowedHosts, ...endpointHosts(flags)],
    // The engine looks for a write before it repeats one, so the wire must not repeat by itself.
    maxTries: 1,
    timeoutMs: flags.timeout * 1000,
    proxy: proxyOf(io.env),
    userAgent: `opencx-hubspot/${toolVersion()}`,
  });
  try {
    const access = { wire, baseUrl: settings.hubspotUrl, token };
    const hubspot = {
      ...createHubSpot({ ...access, describeUrl: urlFacts }),
      ...createHubSpotWriter(access),
    };
    const { appId } = await identify(hubspot);
    const rules = adjust({ ...engineSettings(flags, settings, appId), retries: flags.retries });
    const engine = createEngine({
      settings: rules,
      journal,
      outbound: createOutbound({ hubspot, retries: rules.retries, sleep: systemTimers.wait }),
      responder: await responderOf(flags, wire, io),
      delivery: deliveryOf(flags, wire, io),
      timers: systemTimers,
      onFault: () =>
        io.err(
          'opencx-hubspot: the journal cannot be written; the event stays begun and is marked at the next start.\n',
        ),
    });
    return { engine, settings: rules, close: () => wire.close() };
  } catch (error) {
    await wire.close();
    if (error instanceof EvidenceFailure && error.error.kind === 'not-configured')
      throw new UsageError(error.message);
    throw error;
  }
}

/** The journal's key and lane of each event of a delivery. */
export function keysOf(events: readonly WebhookEvent[]): NewEvent[] {
  return events.map((event) => ({ event, key: redeliveryKey(event), lane: laneOf(event) }));
}

/** @throws UsageError where there is none */
export function usableToken({ given }: RunSettings): Secret {
  const cleaned = given.token && tokenForm(given.token.reveal(), given.tokenOrigin ?? 'environment').cleaned;
  if (cleaned) return cleaned;
  throw new UsageError('The engine reads and writes HubSpot, and there is no usable token for it.', {
    hint: 'Give it with HUBSPOT_ACCESS_TOKEN or --token-file, or try `opencx-hubspot engine start --sandbox healthy-email`.',
  });
}

/** The engine also works while HubSpot does not answer: then no message counts as its own app's. */
async function identify(hubspot: {
  introspect(): Promise<{ appId: number }>;
}): Promise<{ appId: number | undefined }> {
  try {
    return { appId: (await hubspot.introspect()).appId };
  } catch (error) {
    if (error instanceof EvidenceFailure) return { appId: undefined };
    throw error;
  }
}

/** An endpoint that the user names on the command line may be called. */
function endpointHosts({ responder, deliver }: PartsFlags): string[] {
  return [responder, deliver].flatMap((target) => (isUrl(target) ? [new URL(target).hostname] : []));
}

async function responderOf({ responder, timeout }: PartsFlags, wire: Wire, io: Io): Promise<Responder> {
  if (responder === undefined) return silentResponder;
  if (isUrl(responder))
    return createHttpResponder({ wire, url: new Secret(responder), timeoutMs: timeout * 1000 });
  return readScriptedResponder(resolve(io.cwd, responder));
}

function deliveryOf({ deliver, timeout }: PartsFlags, wire: Wire, io: Io): Delivery {
  if (deliver === 'console') return createConsoleDelivery((line) => io.out(`${line}\n`));
  if (isUrl(deliver))
    return createHttpDelivery({ wire, url: new Secret(deliver), timeoutMs: timeout * 1000 });
  return createFileDelivery(resolve(io.cwd, deliver));
}

function isUrl(target: string | undefined): target is string {
  return target !== undefined && /^https?:\/\//.test(target) && URL.canParse(target);
}
