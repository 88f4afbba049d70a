import type { Flag } from './flag.ts';
import { flagsOf } from './table.ts';

/**
 * Flags that say what a run looks at and what it is told. What it prints, and how long it may take, is no part of them,
 * nor is `--webhook-url`, whose value is a secret.
 */
const TOLD_AGAIN: readonly Flag['name'][] = [
  '--case',
  '--sandbox',
  '--config',
  '--profile',
  '--token-file',
  '--portal',
  '--mode',
  '--thread',
  '--ticket',
  '--session',
  '--contact',
  '--default-user',
  '--webhook-config',
  '--answers',
  '--answer',
  '--journal',
  '--api-log',
  '--map',
  '--delivery-log',
  '--probe-webhook',
  '--only',
  '--skip',
];

/**
 * The flags of a run of the doctor as words to be typed again.
 *
 * @param options what was given, as commander calls it
 */
export function typedAgain(options: Readonly<Record<string, unknown>>): string[] {
  const rows = flagsOf('doctor');
  return TOLD_AGAIN.flatMap((name) => {
    const row = rows.find((each) => each.name === name);
    const value = options[optionOf(name)];
    if (row === undefined) return [];
    if (value === true) return [name];
    const words = wordsOf(value);
    if (row.many === 'times') return words.flatMap((word) => [name, word]);
    return words.length === 0 ? [] : [name, ...words];
  });
}

/** The value of an option as the words that were typed for it. */
export function wordsOf(value: unknown): string[] {
  return [value].flat().flatMap(wordOf);
}

/** As commander calls it: `saveAnswers` for `--save-answers`. */
export function optionOf(name: string): string {
  return name.slice(2).replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

/** A record that was named by its address is named by its id, an answer by its key and value. */
function wordOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  if ('id' in value) return wordOf(value.id);
  if ('key' in value && 'value' in value) return [`${value.key}=${value.value}`];
  return [];
}
