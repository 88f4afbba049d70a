import type { Flag } from './flag.ts';
import { flagsOf } from './table.ts';

/** A flag with its values, as words to be typed again. */
export interface TypedFlag {
  name: Flag['name'];
  values: readonly string[];
}

/** Flags that say which portal is looked at, and on what way. */
const WAY: readonly Flag['name'][] = [
  '--case',
  '--sandbox',
  '--config',
  '--profile',
  '--token-file',
  '--personal-access-key-file',
  '--allow-host',
  '--portal',
  '--project',
  '--mode',
];

/**
 * Flags that say what else a run looks at and what it is told. What it prints, and how long it may take, is no part of
 * them, nor is `--webhook-url`, whose value is a secret.
 */
const TOLD: readonly Flag['name'][] = [
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
 * The flags of a run of the doctor that are to be typed again where it is made again.
 *
 * @param options what was given, as commander calls it
 */
export function typedAgain(options: Readonly<Record<string, unknown>>): TypedFlag[] {
  const rows = flagsOf('doctor');
  return [...WAY, ...TOLD].flatMap((name): TypedFlag[] => {
    const row = rows.find((each) => each.name === name);
    const value = options[optionOf(name)];
    if (row === undefined) return [];
    if (value === true) return [{ name, values: [] }];
    const values = wordsOf(value);
    if (row.many === 'times') return values.map((word) => ({ name, values: [word] }));
    return values.length === 0 ? [] : [{ name, values }];
  });
}

/** Whether the flag says which portal is looked at, and on what way: whatever else is looked at there. */
export function isOfTheWay({ name }: TypedFlag): boolean {
  return WAY.includes(name);
}

/** The flag that gives the setting which a key of the configuration file holds, such as `opencx.defaultUserId`. */
export function flagOfKey(key: string): Flag['name'] | undefined {
  return flagsOf('doctor').find(({ behind }) => behind?.key === key)?.name;
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
