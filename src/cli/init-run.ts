import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type ConfigFile, writeConfig } from '../config/index.ts';
import { UsageError } from '../config/usage-error.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../core/ids.ts';
import { QUESTIONS } from '../diagnosis/questions.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { ask, askText } from './prompts/ask.ts';

/** `opencx-hubspot init`: asks what does not change from run to run and writes it down; no secret among it. */
export async function init(flags: { output: string; force?: boolean }, io: Io): Promise<number> {
  const file = resolve(io.cwd, flags.output);
  if (!io.interactive) {
    throw new UsageError('`init` asks questions, so it needs a terminal.', {
      hint: `Without one, write ${flags.output} by hand; the README shows its keys.`,
    });
  }
  if (!flags.force && (await exists(file))) {
    throw new UsageError(`${flags.output} is there already.`, {
      hint: 'Replace it with --force, or choose another place with --output.',
    });
  }
  const config = await askForConfig(io);
  await writeConfig(file, config, { overwrite: flags.force === true });
  io.err(
    [
      `\nWritten: ${flags.output}`,
      'Secrets stay outside of it. Before the first run, set:',
      '  HUBSPOT_ACCESS_TOKEN   the access token of the HubSpot app',
      '  OPENCX_WEBHOOK_URL     the webhook URL that OpenCX shows (optional)',
      '  OPENCX_API_KEY         an OpenCX key, to read sessions (optional)',
      'Then: opencx-hubspot doctor',
      '',
    ].join('\n'),
  );
  return EXIT.healthy;
}

async function askForConfig(io: Io): Promise<ConfigFile> {
  const modeQuestion = QUESTIONS['connection.mode'];
  const mode = await ask(io, modeQuestion.text, modeQuestion.form);
  const portal = await askDigits(
    io,
    'HubSpot portal id, the number in the address of every HubSpot page (Enter to leave open)',
  );
  const userQuestion = QUESTIONS['opencx.defaultUserId'];
  const defaultUserId = await ask(io, userQuestion.text, userQuestion.form);
  const webhookFile =
    mode === 'project-app'
      ? await askText(io, {
          type: 'input',
          message: "Path of the project's webhooks-hsmeta.json (Enter to leave open)",
        })
      : undefined;
  return {
    ...(portal && { portal: { id: Number(portal) } }),
    ...(isMode(mode) && { connection: { mode } }),
    ...(typeof defaultUserId === 'string' && { opencx: { defaultUserId } }),
    ...(webhookFile && { webhooks: { config: webhookFile } }),
  };
}

function askDigits(io: Io, message: string): Promise<string | undefined> {
  const validate = (text: string) => /^\d*$/.test(text.trim()) || 'Digits only, or Enter to leave it open.';
  return askText(io, { type: 'input', message, validate });
}

function isMode(value: unknown): value is ConnectionMode {
  return (CONNECTION_MODES as readonly unknown[]).includes(value);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
