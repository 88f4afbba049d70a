/**
 * What a run is given: settings, and the answers of those who know what no API tells. Every command that looks at a
 * portal or runs the engine begins here.
 */
import type { AnswerKey } from '../../checks/facts.ts';
import { loadConfig, type RunInput, type Settings } from '../config/load-config.ts';
import type { Answer, Answers, Configured, Given } from '../core/given.ts';
import { type AnswersFrom, readAnswersFile, readAnswersText } from '../doctor/answers.ts';
import { joinAnswers } from '../doctor/join-answers.ts';
import { readTypedAnswers, saidNow } from '../doctor/typed-answers.ts';
import { readTextFileIfThere } from '../files/text-file.ts';
import type { Redactor } from '../redact/redactor.ts';

export interface RunSettings extends Settings {
  given: Given;
  /** What somebody should hear of what was given: a sentence for each thing that was said in two ways. */
  notes: string[];
  /** Those of the answers that this command line brought, typed or as files. */
  brought: Answers;
}

/** What a run is started with, and what the redactor learns from it. */
export interface SettingsInput extends RunInput {
  redactor?: Redactor;
  /** Answers of earlier runs: they count after what this command line brings. */
  kept?: AnswersFrom;
}

/**
 * Settings, merged and checked, with the answers files that they name; the redactor knows their secrets from then on.
 *
 * @throws {UsageError} for anything that cannot be used, before any call is made
 */
export async function loadSettings({ redactor, kept, ...input }: SettingsInput): Promise<RunSettings> {
  const config = await loadConfig(input);
  redactor?.learn(config.secrets);
  const typed = readTypedAnswers(input.flags.answer ?? [], saidNow(input.env));
  const files = await readNamed(config.answers);
  const brought = config.answers?.mustExist ? [...files, typed] : [typed];
  const before = config.answers?.mustExist ? [] : files;
  const settings = withAnswers(config, [...before, ...(kept ? [kept] : []), ...brought]);
  redactor?.learn(settings.secrets);
  return { ...settings, brought: joinAnswers(brought).answers };
}

/** @param parts the strongest last: what was typed */
function withAnswers(settings: Settings, parts: readonly AnswersFrom[]): Omit<RunSettings, 'brought'> {
  const { given, parts: others } = withoutTyped(settings.given, parts);
  const { answers, clearUrls, notes } = joinAnswers(others);
  const { held, shown } = settings.webhookUrls;
  const heldAsAnswered = clearUrls['webhooks.targetUrl'];
  const shownAsAnswered = clearUrls['opencx.webhookUrl'];
  // What HubSpot holds comes first: that is where its events go.
  const webhookTarget = held[0] ?? heldAsAnswered ?? shown ?? shownAsAnswered;
  return {
    ...settings,
    given: { ...given, ...(webhookTarget && { webhookTarget }), answers },
    notes,
    secrets: [...settings.secrets, ...[heldAsAnswered, shownAsAnswered].filter((url) => url !== undefined)],
  };
}

/** What a setting says too, by the question that it answers. */
const SETTINGS_THAT_ANSWER = {
  'connection.mode': 'mode',
  'opencx.defaultUserId': 'defaultUserId',
  'conversation.contactEmail': 'contactEmail',
} as const satisfies Partial<Record<AnswerKey, keyof Configured>>;

/** A setting counts before any answers file, and after what was typed as an answer. */
function withoutTyped(
  configured: Configured,
  parts: readonly AnswersFrom[],
): { given: Configured; parts: readonly AnswersFrom[] } {
  const given = { ...configured };
  const answers: Record<string, Answer> = {};
  for (const [key, setting] of Object.entries(SETTINGS_THAT_ANSWER)) {
    const value = given[setting];
    if (value === undefined || parts.at(-1)?.answers[key] === undefined) continue;
    delete given[setting];
    answers[key] = { value };
  }
  const settings = { from: 'a flag, a variable or the configuration', answers, clearUrls: {} };
  return { given, parts: [...parts.slice(0, -1), settings, ...parts.slice(-1)] };
}

async function readNamed(named: Settings['answers']): Promise<AnswersFrom[]> {
  const { files, mustExist } = named ?? { files: [], mustExist: true };
  if (mustExist) return Promise.all(files.map(readAnswersFile));
  const [file = ''] = files;
  const text = await readTextFileIfThere(file, 'answers file');
  return text === undefined ? [] : [{ from: file, ...(await readAnswersText(text, file)) }];
}
