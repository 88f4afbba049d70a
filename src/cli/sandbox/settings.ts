import { type Environment, type Flags, parseWebhookConfig } from '../../config/index.ts';
import { Secret } from '../../core/secret.ts';
import { parseAnswers } from '../../doctor/answers.ts';
import { loadSettings, type RunSettings } from '../../run/settings.ts';
import type { Portal } from '../../sandbox/portal/portals.ts';
import { givenFor, type Sandbox } from '../../sandbox/sandbox.ts';
import type { Io } from '../io.ts';

/**
 * What the person at a sandbox portal's keyboard has. Nothing of the user's own environment is used: a sandbox never
 * sees a real token.
 *
 * @param flags the user's own, which win over the portal's
 */
export async function sandboxSettings(sandbox: Sandbox, flags: Flags, io: Io): Promise<RunSettings> {
  const setup = givenFor(sandbox);
  const settings = await loadSettings({
    cwd: io.cwd,
    env: environmentOf(sandbox, setup),
    flags: { ...flagsOf(setup), ...flags },
    readStdin: io.readStdin,
    ignoreConfigFile: true,
  });
  const { given } = settings;
  const { name } = sandbox.portal;
  // A sandbox run stays on this machine, whatever addresses the portal's screens show.
  settings.allowedHosts = [];
  given.webhookTarget = new Secret(sandbox.webhookTargetUrl);
  given.answers = { ...parseAnswers(setup.answers, `the portal ${name}`), ...given.answers };
  if (setup.webhookConfig !== undefined && given.webhookFiles.length === 0) {
    given.webhookFiles = [parseWebhookConfig(setup.webhookConfig, `${name}: webhook configuration`)];
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
    ...(portalId !== undefined && { portal: String(portalId) }),
    ...(mode && { mode }),
    ...(thread && { thread }),
    ...(ticket && { ticket }),
    ...(session && { session }),
    ...(contact && { contact }),
    ...(probeWebhook && { probeWebhook }),
  };
}
