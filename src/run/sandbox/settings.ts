import type { Flags } from '../../config/flags.ts';
import { parseWebhookConfig } from '../../config/webhook-files.ts';
import { PROJECT_WEBHOOKS } from '../../core/hubspot/webhook-forms.ts';
import { Secret } from '../../core/secret.ts';
import { type AnswersFrom, parseAnswers } from '../../doctor/answers.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { loadSettings, type RunSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { flagsTyped, keyboardOf } from './keyboard.ts';

/**
 * What the person at a sandbox portal's keyboard has. Nothing of the user's own environment is used: a sandbox never
 * sees a real token.
 *
 * @param flags the user's own, which win over the portal's
 * @param saysNothing leaves out what the portal's person would answer
 * @param kept answers of earlier runs
 */
export async function sandboxSettings(
  sandbox: Sandbox,
  flags: Flags,
  around: Pick<Surroundings, 'cwd' | 'readStdin' | 'redactor'>,
  { saysNothing = false, kept }: { saysNothing?: boolean; kept?: AnswersFrom } = {},
): Promise<RunSettings> {
  const keyboard = keyboardOf(sandbox);
  const { cwd, readStdin, redactor } = around;
  const settings = await loadSettings({
    cwd,
    env: keyboard.variables,
    flags: { ...flagsTyped(keyboard.flags), ...flags },
    ...(readStdin && { readStdin }),
    ...(redactor && { redactor }),
    ...(kept && { kept }),
    ignoreConfigFile: true,
  });
  const { given } = settings;
  const { name } = sandbox.portal;
  // A sandbox run stays on this machine, whatever addresses the portal's screens show.
  settings.allowedHosts = [];
  given.webhookTarget = new Secret(sandbox.webhookTargetUrl);
  if (!saysNothing)
    given.answers = { ...parseAnswers(keyboard.answers, `the portal ${name}`), ...given.answers };
  if (keyboard.webhookConfig !== undefined && given.webhookFiles.length === 0) {
    given.webhookFiles = [parseWebhookConfig(keyboard.webhookConfig, PROJECT_WEBHOOKS)];
  }
  return settings;
}
