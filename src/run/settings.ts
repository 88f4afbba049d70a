/**
 * What a run is given: settings, and the answers of those who know what no API tells. Every command that looks at a
 * portal or runs the engine begins here.
 */
import { loadConfig, type RunInput, type Settings } from '../config/load-config.ts';
import type { Given } from '../core/given.ts';
import { type ReadAnswers, readAnswersText, readAnswersWithUrls } from '../doctor/answers.ts';
import { readTextFileIfThere } from '../files/text-file.ts';
import type { Redactor } from '../redact/redactor.ts';

export interface RunSettings extends Settings {
  given: Given;
}

/**
 * Settings, merged and checked, with the answers files that they name; the redactor knows their secrets from then on.
 *
 * @throws {UsageError} for anything that cannot be used, before any call is made
 */
export async function loadSettings({
  redactor,
  ...input
}: RunInput & { redactor?: Redactor }): Promise<RunSettings> {
  const config = await loadConfig(input);
  redactor?.learn(config.secrets);
  const settings = withAnswers(config, await readNamed(config.answers));
  redactor?.learn(settings.secrets);
  return settings;
}

function withAnswers(settings: Settings, { answers, clearUrls }: ReadAnswers): RunSettings {
  const { held, shown } = settings.webhookUrls;
  const heldAsAnswered = clearUrls['webhooks.targetUrl'];
  const shownAsAnswered = clearUrls['opencx.webhookUrl'];
  // What HubSpot holds comes first: that is where its events go.
  const webhookTarget = held[0] ?? heldAsAnswered ?? shown ?? shownAsAnswered;
  return {
    ...settings,
    given: { ...settings.given, ...(webhookTarget && { webhookTarget }), answers },
    secrets: [...settings.secrets, ...[heldAsAnswered, shownAsAnswered].filter((url) => url !== undefined)],
  };
}

async function readNamed(named: Settings['answers']): Promise<ReadAnswers> {
  const { files, mustExist } = named ?? { files: [], mustExist: true };
  if (mustExist) return readAnswersWithUrls(files);
  const [file = ''] = files;
  const text = await readTextFileIfThere(file, 'answers file');
  return text === undefined ? { answers: {}, clearUrls: {} } : readAnswersText(text, file);
}
