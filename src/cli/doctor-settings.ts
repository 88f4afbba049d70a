import {
  type Environment,
  type Flags,
  loadConfig,
  parseAnswers,
  parseWebhookConfig,
  type Settings,
} from '../config/index.ts';
import { Secret } from '../core/secret.ts';
import type { Portal, Sandbox } from '../sandbox/index.ts';
import type { DoctorFlags } from './doctor-flags.ts';
import type { Io } from './io.ts';
import { findPortal } from './sandbox-portal.ts';

export interface OpenSettings {
  settings: Settings;
  /** Stops the sandbox, where one was started. */
  close(): Promise<void>;
}

/** What the run is to look at: from flags, environment, files and the person, or from an emulated portal. */
export async function settingsFor(flags: DoctorFlags, io: Io, asking: boolean): Promise<OpenSettings> {
  if (flags.sandbox !== undefined) return sandboxSettings(flags.sandbox, flags, io);
  const settings = await loadConfig({ cwd: io.cwd, env: io.env, flags, readStdin: io.readStdin });
  if (asking && !settings.given.token && !settings.given.offline) await askForToken(settings, io);
  return { settings, close: async () => {} };
}

async function askForToken(settings: Settings, io: Io): Promise<void> {
  const { askSecret } = await import('./prompts/ask.ts');
  const typed = await askSecret(io, 'Access token of the HubSpot app (not shown; Enter to go on without)');
  if (!typed) return;
  const token = new Secret(typed);
  Object.assign(settings.given, { token, tokenOrigin: 'prompt' });
  settings.secrets.push(token);
}

/** Nothing of the user's own environment is used: a sandbox never sees a real token. */
async function sandboxSettings(name: string, flags: DoctorFlags, io: Io): Promise<OpenSettings> {
  const { givenFor, startSandbox } = await import('../sandbox/index.ts');
  const sandbox = await startSandbox(await findPortal(name));
  const setup = givenFor(sandbox);
  try {
    const settings = await loadConfig({
      cwd: io.cwd,
      env: environmentOf(sandbox, setup),
      flags: { ...flagsOf(setup), ...flags },
      readStdin: io.readStdin,
      ignoreConfigFile: true,
    });
    const { given } = settings;
    // A sandbox run stays on this machine, whatever addresses the portal's screens show.
    settings.allowedHosts = [];
    given.webhookTarget = new Secret(sandbox.webhookTargetUrl);
    given.answers = { ...parseAnswers(setup.answers, `the portal ${name}`), ...given.answers };
    if (setup.webhookConfig !== undefined && given.webhookFiles.length === 0) {
      given.webhookFiles = [parseWebhookConfig(setup.webhookConfig, `${name}: webhook configuration`)];
    }
    return { settings, close: () => sandbox.close() };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
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
    ...(portalId !== undefined && { portal: String(portalId) }),
    ...(mode && { mode }),
    ...(thread && { thread }),
    ...(ticket && { ticket }),
    ...(session && { session }),
    ...(contact && { contact }),
    ...(probeWebhook && { probeWebhook }),
  };
}
