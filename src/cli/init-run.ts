import { resolve } from 'node:path';
import { QUESTIONS, type QuestionKey, questionIn } from '../../checks/facts.ts';
import { placesFor } from '../../checks/shared/places.ts';
import type { ConfigFile } from '../config/config-schema.ts';
import { writeConfig } from '../config/write-config.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../core/connection.ts';
import { exists } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { ask, askText, introduce, type Said, tell } from './prompts/ask.ts';

/** `opencx-hubspot init`: asks what does not change from run to run and writes it down; no secret among it. */
export async function init(flags: { output: string; force?: boolean }, io: Io): Promise<number> {
  const file = resolve(io.cwd, flags.output);
  if (!io.interactive) {
    throw new UsageError('`init` asks questions, so it needs a terminal.', {
      hint: `Without one, write ${flags.output} by hand, such as {"portal": {"id": 1020304}}; dist/docs/settings.md in the package lists its keys.`,
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
  return EXIT.clean;
}

async function askForConfig(io: Io): Promise<ConfigFile> {
  const mode = await putQuestion(io, 'connection.mode');
  introduce(io, 'Which HubSpot portal is it? Its id is the number in the address of every HubSpot page.');
  const portal = await askDigits(io, 'Portal id (Enter to leave open)');
  const defaultUserId = await putQuestion(io, 'opencx.defaultUserId', isMode(mode) ? mode : undefined);
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

function putQuestion(io: Io, key: QuestionKey, mode: ConnectionMode = 'legacy-app'): Promise<Said> {
  const { form, place } = QUESTIONS[key];
  introduce(io, questionIn(mode, key));
  tell(io, { 'Look at': place(placesFor({ mode })).where });
  return ask(io, 'Your answer', form);
}

function askDigits(io: Io, message: string): Promise<string | undefined> {
  const validate = (text: string) => /^\d*$/.test(text.trim()) || 'Digits only, or Enter to leave it open.';
  return askText(io, { type: 'input', message, validate });
}

function isMode(value: unknown): value is ConnectionMode {
  return (CONNECTION_MODES as readonly unknown[]).includes(value);
}
