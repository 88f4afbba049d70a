/** Everything that a person can be asked: the keys of answers, what each takes, and the question. */
import type { Question, QuestionForm } from '../core/question.ts';
import { NONE } from '../core/typed-words.ts';
import { jsonText } from '../redact/printable.ts';
import { entry, openSheet, prose, type SheetOptions } from './layout.ts';

const HOW_TO_GIVE = 'Give one with --answer KEY=VALUE, several in a file with --answers FILE.';

/** Ends with a newline. */
export function renderAnswerKeys(questions: readonly Question[], options: SheetOptions): string {
  const sheet = openSheet(options);
  const column = Math.max(0, ...questions.map(({ key }) => key.length)) + 2;
  const entries = questions.map(({ key, text, form }) =>
    entry(sheet, key, column, (room) => [
      ...prose(room, text),
      ...prose(room, `Takes: ${takenBy(form)}`, sheet.chalk.dim),
    ]),
  );
  return `${[...entries, prose(sheet, HOW_TO_GIVE)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** As the questions of a report are told; with a newline at its end. */
export function renderAnswerKeysJson(questions: readonly Question[]): string {
  const answers = questions.map(({ key, form, text }) => ({
    key,
    kind: form.kind,
    ...('choices' in form && { choices: form.choices.map(({ value }) => value) }),
    text,
  }));
  return `${jsonText({ schemaVersion: 1, answers }, 2)}\n`;
}

/** What an answer may be, in words. */
export function takenBy(form: QuestionForm): string {
  switch (form.kind) {
    case 'yes-no':
      return 'yes or no';
    case 'number':
      return 'a whole number';
    case 'text':
      return `text, or "${NONE}"`;
    case 'words':
      return `words with commas between, or "${NONE}"`;
    case 'choice':
      return `one of ${named(form.choices)}`;
    case 'several':
      return `some of ${named(form.choices)}, with commas between, or "${NONE}"`;
    case 'secret-url':
      return 'a URL that is a secret: in a variable or a file, not on the command line';
  }
}

function named(choices: readonly { value: string }[]): string {
  return choices.map(({ value }) => value).join(', ');
}
