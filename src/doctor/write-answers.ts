import type { AnswerKey } from '../../checks/facts.ts';
import type { Answer, Answers } from '../core/given.ts';
import type { UrlFacts } from '../core/hubspot/webhooks.ts';
import { formatOf } from '../files/document.ts';
import { readTextFileIfThere, writeTextFile } from '../files/text-file.ts';
import { fingerprint } from '../redact/url-facts.ts';
import { isUrlAnswer, readAnswersText } from './answers.ts';

/** Only the owner may read it: it can name a contact. */
const MODE = 0o600;

type Entries = Record<string, Answer>;

/**
 * Saves answers, JSON or YAML by the file's name. Other answers that the file holds stay, in YAML with their
 * comments; webhook URLs are saved as fingerprints only, also those that stood there in clear.
 */
export async function writeAnswers(file: string, answers: Answers): Promise<void> {
  const there = await readTextFileIfThere(file, 'answers file');
  const { answers: before } = there === undefined ? { answers: {} } : await readAnswersText(there, file);
  const entries: Entries = { ...urlEntries(before), ...asEntries(answers) };
  const text =
    formatOf(file) === 'YAML' ? await yamlText(there ?? '', entries) : jsonText(there ?? '{}', entries);
  await writeTextFile(file, 'answers file', text, MODE);
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

function jsonText(there: string, entries: Entries): string {
  const { answers = {} } = JSON.parse(there.replace(/^\ufeff/, '')) as { answers?: object };
  return `${JSON.stringify({ answers: { ...answers, ...entries } }, null, 2)}\n`;
}

async function yamlText(there: string, entries: Entries): Promise<string> {
  const yaml = await import('yaml');
  const document = yaml.parseDocument(there);
  for (const [key, entry] of Object.entries(entries))
    document.setIn(['answers', key], document.createNode(entry));
  return document.toString();
}
