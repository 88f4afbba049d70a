/**
 * What a run is given: settings, and the answers of those who know what no API tells. Every command that looks at a
 * portal or runs the engine begins here.
 */
import { relative } from 'node:path';
import type { AnswerKey } from '../../checks/facts.ts';
import { loadConfig, type RunInput, type Settings } from '../config/load-config.ts';
import type { AnswerNote } from '../core/answer-note.ts';
import type { Answer, Answers, Configured, Given } from '../core/given.ts';
import { type AnswersFrom, readAnswersFile, readAnswersText } from '../doctor/answers.ts';
import type { AnswersAbout } from '../doctor/answers-about.ts';
import { joinAnswers } from '../doctor/join-answers.ts';
import { readTypedAnswers, saidNow } from '../doctor/typed-answers.ts';
import { readTextFileIfThere } from '../files/text-file.ts';
import type { Redactor } from '../redact/redactor.ts';

export interface RunSettings extends Settings {
  given: Given;
  /** What somebody should hear of the answers that were given. */
  notes: AnswerNote[];
  /** The portals that answers files say they are about. */
  answersAbout: AnswersAbout[];
  /** Those of the answers that this command line brought, typed or as files. */
  brought: Answers;
}

/** What a run is started with, and what the redactor learns from it. */
export interface SettingsInput extends RunInput {
  redactor?: Redactor;
  /** Answers of earlier runs: they count after what this command line brings. */
  kept?: AnswersFrom;
  /**
   * Told of the answers file that the configuration names, where it does not exist: for a run that asks, and may write it.
   * Without this it is refused, as any other file is.
   */
  onNoAnswersYet?(file: string): void;
}

/**
 * Settings, merged and checked, with the answers files that they name; the redactor knows their secrets from then on.
 *
 * @throws {UsageError} for anything that cannot be used, before any call is made
 */
export async function loadSettings({
  redactor,
  kept,
  onNoAnswersYet,
  ...input
}: SettingsInput): Promise<RunSettings> {
  const config = await loadConfig(input);
  redactor?.learn(config.secrets);
  const typed = readTypedAnswers(input.flags.answer ?? [], saidNow(input.env));
  const files = await readNamed(config.answers, input.cwd, onNoAnswersYet);
  // A file that the configuration names is there for every run, and one that is typed is of today.
  const [before, named] = config.answers?.by === 'flag' ? [[], files] : [files, []];
  const settings = withAnswers(config, [before, kept ? [kept] : [], named], typed);
  redactor?.learn(settings.secrets);
  return { ...settings, brought: joinAnswers([named, [typed]]).answers };
}

/** @param written answers in files, the strongest layer last */
function withAnswers(
  settings: Settings,
  written: readonly (readonly AnswersFrom[])[],
  typed: AnswersFrom,
): Omit<RunSettings, 'brought'> {
  const { given, answering } = withoutTyped(settings.given, typed);
  const { answers, clearUrls, notes } = joinAnswers([...written, [answering], [typed]]);
  const files = written.flat();
  const { held, shown } = settings.webhookUrls;
  const heldAsAnswered = clearUrls['webhooks.targetUrl'];
  const shownAsAnswered = clearUrls['opencx.webhookUrl'];
  // What HubSpot holds comes first: that is where its events go.
  const webhookTarget = held[0] ?? heldAsAnswered ?? shown ?? shownAsAnswered;
  return {
    ...settings,
    given: { ...given, ...(webhookTarget && { webhookTarget }), answers, answerNotes: notes },
    notes,
    answersAbout: files.flatMap(({ from, portal }) => (portal === undefined ? [] : [{ from, portal }])),
    // Also those of answers that do not count.
    secrets: [...settings.secrets, ...files.flatMap((file) => Object.values(file.clearUrls))],
  };
}

/** What a setting says too, by the question that it answers. */
const SETTINGS_THAT_ANSWER = {
  'connection.mode': 'mode',
  'opencx.defaultUserId': 'defaultUserId',
  'conversation.contactEmail': 'contactEmail',
} as const satisfies Partial<Record<AnswerKey, keyof Configured>>;

/**
 * A setting counts before any answers file, and after what was typed as an answer.
 *
 * @returns the settings without those in whose place something was typed, and what those would answer
 */
function withoutTyped(
  configured: Configured,
  typed: AnswersFrom,
): { given: Configured; answering: AnswersFrom } {
  const given = { ...configured };
  const answers: Record<string, Answer> = {};
  for (const [key, setting] of Object.entries(SETTINGS_THAT_ANSWER)) {
    const value = given[setting];
    if (value === undefined || typed.answers[key] === undefined) continue;
    delete given[setting];
    answers[key] = { value };
  }
  return { given, answering: { from: 'a flag, a variable or the configuration', answers, clearUrls: {} } };
}

/** @param cwd beneath which a file is named by the way to it: where somebody works is nobody else's business */
async function readNamed(
  named: Settings['answers'],
  cwd: string,
  onNoAnswersYet: SettingsInput['onNoAnswersYet'],
): Promise<AnswersFrom[]> {
  const { files, by } = named ?? { files: [], by: 'flag' };
  const shown = (file: string) => {
    const way = relative(cwd, file);
    return way === '' || way.startsWith('..') ? file : way;
  };
  if (by === 'flag' || !onNoAnswersYet)
    return Promise.all(files.map((file) => readAnswersFile(file, shown(file))));
  const [file = ''] = files;
  const text = await readTextFileIfThere(file, 'answers file');
  if (text === undefined) {
    onNoAnswersYet(shown(file));
    return [];
  }
  return [{ from: shown(file), ...(await readAnswersText(text, shown(file))) }];
}
