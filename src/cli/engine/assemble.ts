import { UsageError } from '../../config/index.ts';
import { EvidenceFailure } from '../../core/evidence.ts';
import type { Secret } from '../../core/secret.ts';
import { ownApp } from '../../engine/identity.ts';
import type { Journal, JournalledEvent } from '../../engine/journal/journal.ts';
import { isEndpoint } from '../../engine/outbound/endpoint.ts';
import { createOutbound } from '../../engine/outbound/hubspot.ts';
import { openDelivery } from '../../engine/outbound/reply-delivery.ts';
import { openResponder } from '../../engine/outbound/responder.ts';
import { createEngine, type Engine } from '../../engine/run/engine.ts';
import { systemTimers } from '../../engine/run/timers.ts';
import type { EngineSettings } from '../../engine/settings.ts';
import { engineSettings } from '../../engine/stated-settings.ts';
import { createHubSpotReader } from '../../hubspot/reader.ts';
import { createHubSpotWriter } from '../../hubspot/writer.ts';
import { tokenForm, urlFacts } from '../../redact/index.ts';
import type { RunSettings } from '../../run/settings.ts';
import { createWire } from '../../wire/wire.ts';
import { type Io, toolVersion } from '../io.ts';
import { proxyOf } from '../proxy.ts';
import type { AccessFlags, RuleFlags } from './flags.ts';

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

export interface AssemblyOptions {
  /** Last word on the engine's settings. */
  adjust?(settings: EngineSettings): EngineSettings;
  onEnded?(event: JournalledEvent): void;
}

/**
 * Puts an engine together from what was set.
 *
 * @throws UsageError without a usable token, for a responder script that cannot be read, for an address that may not be used
 */
export async function assembleEngine(
  flags: PartsFlags,
  settings: RunSettings,
  journal: Journal,
  io: Io,
  { adjust = (same) => same, ...listening }: AssemblyOptions = {},
): Promise<Assembly> {
  const token = usableToken(settings);
  const timeoutMs = flags.timeout * 1000;
  const wire = createWire({
    allowedHosts: [...settings.allowedHosts, ...endpointHosts(flags)],
    // The engine looks for a write before it repeats one, so the wire must not repeat by itself.
    maxTries: 1,
    timeoutMs,
    proxy: proxyOf(io.env),
    userAgent: `opencx-hubspot/${toolVersion()}`,
  });
  try {
    const portal = { wire, baseUrl: settings.hubspotUrl, token };
    const hubspot = {
      ...createHubSpotReader({ ...portal, describeUrl: urlFacts }),
      ...createHubSpotWriter(portal),
    };
    const stated = engineSettings(flags, settings.given, await ownApp(hubspot));
    const rules = adjust({ ...stated, retries: flags.retries });
    const access = { wire, timeoutMs, cwd: io.cwd };
    const engine = createEngine({
      settings: rules,
      journal,
      outbound: createOutbound({ hubspot, retries: rules.retries, sleep: systemTimers.wait }),
      responder: await openResponder(flags.responder, access),
      delivery: openDelivery(flags.deliver, { ...access, writeLine: (line) => io.out(`${line}\n`) }),
      timers: systemTimers,
      ...listening,
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

/** @throws UsageError where there is none */
export function usableToken({ given }: RunSettings): Secret {
  const cleaned = given.token && tokenForm(given.token.reveal(), given.tokenOrigin ?? 'environment').cleaned;
  if (cleaned) return cleaned;
  throw new UsageError('The engine reads and writes HubSpot, and there is no usable token for it.', {
    hint: 'Give it with HUBSPOT_ACCESS_TOKEN or --token-file, or try `opencx-hubspot engine start --sandbox healthy-email`.',
  });
}

/** An endpoint that the user names on the command line may be called. */
function endpointHosts({ responder, deliver }: PartsFlags): string[] {
  return [responder ?? '', deliver].filter(isEndpoint).map((target) => new URL(target).hostname);
}
