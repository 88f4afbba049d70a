import type { AnswerKey } from '../../checks/facts.ts';
import type { Answer, Answers } from '../core/given.ts';
import type { UrlFacts } from '../core/hubspot/webhooks.ts';
import { isObject } from '../core/json.ts';
import { formatOf } from '../files/document.ts';
import { readTextFileIfThere, writeTextFile } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';
import { fingerprint } from '../redact/url-facts.ts';
import { type AnswersInFile, readAnswersText } from './answers.ts';
import { expectAboutPortal } from './answers-about.ts';
import { isFormName } from './form/form-in.ts';
import { isUrlAnswer } from './url-answers.ts';

/** Only the owner may read it: it can name a contact. */
const MODE = 0o600;

type Entries = Record<string, Answer>;

/**
 * Saves answers, JSON or YAML by the file's name, with the portal that they are about. Other answers that the file holds
 * stay, in YAML with their comments; webhook URLs are saved as fingerprints only, also those that stood there in clear.
 *
 * @param portal where it is known
 * @throws UsageError for a file that holds something else, or answers about another portal
 */
export async function writeAnswers(file: string, answers: Answers, portal?: number): Promise<void> {
  const there = await readTextFileIfThere(file, 'answers file');
  if (isFormName(file)) throw noAnswersFile(file);
  const before: AnswersInFile =
    there === undefined ? { answers: {}, clearUrls: {} } : await readAnswersText(there, file);
  if (before.portal !== undefined) expectAboutPortal([{ from: file, portal: before.portal }], [portal]);
  const about = portal !== undefined && before.portal === undefined ? { portal } : {};
  const entries: Entries = { ...urlEntries(before.answers), ...asEntries(answers) };
  const text =
    formatOf(file) === 'YAML'
      ? await yamlText(there ?? '', about, entries, file)
      : jsonText(there ?? '{}', about, entries);
  await writeTextFile(file, 'answers file', text, MODE);
}

function noAnswersFile(file: string): UsageError {
  return new UsageError(`Answers cannot be saved to ${file}: it holds no JSON or YAML to add them to.`, {
    hint: 'Name another file, one that ends in .json or .yaml.',
  });
}

function urlEntries(answers: Answers): Entries {
  return Object.fromEntries(
    Object.entries(asEntries(answers)).filter(([name]) => isUrlAnswer(name as AnswerKey)),
  );
}

/** As a file holds them: webhook URLs as fingerprints. */
export function asEntries(answers: Answers): Entries {
  return Object.fromEntries(
    (Object.entries(answers) as [AnswerKey, Answer][]).map(([key, answer]) => [
      key,
      isUrlFacts(answer.value) ? { ...answer, value: fingerprint(answer.value) } : answer,
    ]),
  );
}

function isUrlFacts(value: unknown): value is UrlFacts {
  return typeof value === 'object' && value !== null && 'digest' in value;
}

interface About {
  portal?: number;
}

function jsonText(there: string, about: About, entries: Entries): string {
  const { answers = {}, ...others } = JSON.parse(there.replace(/^\ufeff/, '')) as { answers?: object };
  return `${JSON.stringify({ ...about, ...others, answers: { ...answers, ...entries } }, null, 2)}\n`;
}

/** A form that came back damaged can be read, and not be added to. */
async function yamlText(there: string, about: About, entries: Entries, file: string): Promise<string> {
  const yaml = await import('yaml');
  const document = yaml.parseDocument(there);
  const { answers = null } = (document.errors.length === 0 ? (document.toJS() ?? {}) : { answers: '' }) as {
    answers?: unknown;
  };
  if (answers !== null && !isObject(answers)) throw noAnswersFile(file);
  if (answers === null) document.set('answers', document.createNode({}));
  if (about.portal !== undefined) document.set('portal', about.portal);
  for (const [key, entry] of Object.entries(entries))
    document.setIn(['answers', key], document.createNode(entry));
  return document.toString();
}
