/** Emulated portals: started by name, and what the person at their keyboard has. */
import type { Flags } from '../config/flags.ts';
import type { Environment } from '../config/sources.ts';
import { parseWebhookConfig } from '../config/webhook-files.ts';
import { PROJECT_WEBHOOKS } from '../core/hubspot/webhook-forms.ts';
import { Secret } from '../core/secret.ts';
import { parseAnswers } from '../doctor/answers.ts';
import { nearestHint } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';
import { FAULTS } from '../sandbox/faults/faults.ts';
import { loadPortal, type Portal, UnknownPortal, UnrelatedPortals } from '../sandbox/portal/portals.ts';
import { givenFor, type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { loadSettings, type RunSettings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

export interface PortalOptions {
  /** Names of faults that are switched on beside the portal's own. */
  faults?: readonly string[];
  /** Milliseconds that every answer is delayed. */
  latencyMs?: number;
  /** For HubSpot; OpenCX takes the next one. Free ports when left out, or 0. */
  port?: number;
}

/** @throws UsageError that names the nearest portal or fault there is, and for a port that cannot be used */
export async function startPortal(name: string, options: PortalOptions = {}): Promise<Sandbox> {
  const { faults = [], latencyMs, port = 0 } = options;
  const added = faults.map(knownFault);
  const portal = await portalNamed(name);
  return startOn(port, () =>
    startSandbox(portal, {
      faults: [...portal.faults, ...added],
      ...(latencyMs !== undefined && { latencyMs }),
      ...(port > 0 && { hubspotPort: port, openCxPort: port + 1 }),
    }),
  );
}

async function portalNamed(name: string): Promise<Portal> {
  try {
    return await loadPortal(name);
  } catch (error) {
    if (error instanceof UnknownPortal) {
      throw new UsageError(`There is no sandbox portal "${error.portal}".`, {
        hint: `${nearestHint(error.portal, error.known)}List them with \`opencx-hubspot sandbox list\`.`,
      });
    }
    if (error instanceof UnrelatedPortals) throw new UsageError(error.message);
    throw error;
  }
}

function knownFault(word: string): string {
  const names = FAULTS.map(({ name }) => name);
  if (names.includes(word)) return word;
  throw new UsageError(`There is no fault "${word}".`, {
    hint: `${nearestHint(word, names)}The faults are: ${names.join(', ')}.`,
  });
}

async function startOn(port: number, start: () => Promise<Sandbox>): Promise<Sandbox> {
  try {
    return await start();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new UsageError(`Port ${port} or ${port + 1} cannot be used (${code}).`, {
      hint: 'Choose another with --port, or leave it out to get a free one.',
    });
  }
}

/**
 * What the person at a sandbox portal's keyboard has. Nothing of the user's own environment is used: a sandbox never
 * sees a real token.
 *
 * @param flags the user's own, which win over the portal's
 */
export async function sandboxSettings(
  sandbox: Sandbox,
  flags: Flags,
  around: Pick<Surroundings, 'cwd' | 'readStdin' | 'redactor'>,
): Promise<RunSettings> {
  const setup = givenFor(sandbox);
  const { cwd, readStdin, redactor } = around;
  const settings = await loadSettings({
    cwd,
    env: environmentOf(sandbox, setup),
    flags: { ...flagsOf(setup), ...flags },
    ...(readStdin && { readStdin }),
    ...(redactor && { redactor }),
    ignoreConfigFile: true,
  });
  const { given } = settings;
  const { name } = sandbox.portal;
  // A sandbox run stays on this machine, whatever addresses the portal's screens show.
  settings.allowedHosts = [];
  given.webhookTarget = new Secret(sandbox.webhookTargetUrl);
  given.answers = { ...parseAnswers(setup.answers, `the portal ${name}`), ...given.answers };
  if (setup.webhookConfig !== undefined && given.webhookFiles.length === 0) {
    given.webhookFiles = [parseWebhookConfig(setup.webhookConfig, PROJECT_WEBHOOKS)];
  }
  return settings;
}
type Setup = Portal['given'];

function environmentOf(sandbox: Sandbox, setup: Setup): Environment {
  return {
    HUBSPOT_API_URL: sandbox.url,
    OPENCX_API_URL: sandbox.openCxUrl,
    HUBSPOT_ACCESS_TOKEN: setup.token ?? undefined,
    HUBSPOT_DEVELOPER_API_KEY: setup.developerKey,
    HUBSPOT_CLIENT_SECRET: setup.clientSecret,
    OPENCX_API_KEY: setup.openCxKey,
  };
}

/** As flags, so that what is empty counts as stated: an empty variable would be one that was not set. */
function flagsOf(setup: Setup): Flags {
  const { webhookUrl, defaultUserId, portalId, mode, thread, ticket, session, contact, probeWebhook } = setup;
  return {
    ...(webhookUrl !== undefined && { webhookUrl: webhookUrl ?? '' }),
    ...(defaultUserId !== undefined && { defaultUser: defaultUserId }),
    ...(portalId !== undefined && { portal: portalId }),
    ...(mode && { mode }),
    ...(thread && { thread }),
    ...(ticket && { ticket }),
    ...(session && { session }),
    ...(contact && { contact }),
    ...(probeWebhook && { probeWebhook }),
  };
}
