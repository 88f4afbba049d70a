/** Every way in which one field of an answer can be something else than what was sent. */

export const KINDS = ['removed', 'null', 'of another type', 'huge', 'empty'] as const;
export type Kind = (typeof KINDS)[number];

export interface Mutation {
  /** Where in the answer, with `[]` for the items of a list: `results[].properties.email`. */
  at: string;
  kind: Kind;
  body: string;
}

type Step = string | number;

const HUGE_TEXT = 'x'.repeat(10_000);
const HUGE_NUMBER = 1e300;
const HUGE_LIST = 500;

/** What so many of one kind in a row show, the ones between them would show again. */
const MOST_FIRST = 3;
const MOST_LAST = 2;

/** Both ends of what comes many times in the same form, such as the items of a list. */
export function endsOf<T>(many: readonly T[]): T[] {
  return many.length <= MOST_FIRST + MOST_LAST
    ? [...many]
    : [...many.slice(0, MOST_FIRST), ...many.slice(-MOST_LAST)];
}

/** All mutations of all fields of a JSON text; of a long list those of its ends. */
export function* mutationsOf(body: string): Generator<Mutation> {
  const json: unknown = JSON.parse(body);
  for (const path of pathsOf(json)) {
    const value = valueAt(json, path);
    for (const [kind, other] of others(value)) {
      if (JSON.stringify(other) === JSON.stringify(value)) continue;
      yield { at: nameOf(path), kind, body: JSON.stringify(replaced(json, path, other)) };
    }
  }
}

function* pathsOf(value: unknown, path: readonly Step[] = []): Generator<readonly Step[]> {
  if (typeof value !== 'object' || value === null) return;
  const steps: Step[] = Array.isArray(value) ? endsOf([...value.keys()]) : Object.keys(value);
  for (const step of steps) {
    yield [...path, step];
    yield* pathsOf((value as Record<Step, unknown>)[step], [...path, step]);
  }
}

/** `undefined` removes the field. */
function others(value: unknown): [Kind, unknown][] {
  return [
    ['removed', undefined],
    ['null', null],
    ['of another type', ofAnotherType(value)],
    ['huge', huge(value)],
    ['empty', empty(value)],
  ];
}

/** An id may come as a number or as a text, so neither of the two is another type of the other. */
function ofAnotherType(value: unknown): unknown {
  if (Array.isArray(value)) return { items: value };
  if (typeof value === 'object' && value !== null) return [value];
  return typeof value === 'boolean' ? String(value) : { value };
}

function huge(value: unknown): unknown {
  if (typeof value === 'string') return HUGE_TEXT;
  if (Array.isArray(value)) return Array.from({ length: HUGE_LIST }, () => value[0] ?? {});
  if (typeof value !== 'object' || value === null) return HUGE_NUMBER;
  const more = Array.from({ length: HUGE_LIST }, (_, index) => [`more${index}`, HUGE_NUMBER]);
  return { ...value, ...Object.fromEntries(more) };
}

function empty(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === 'object' && value !== null) return {};
  return typeof value === 'number' ? 0 : '';
}

function valueAt(json: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<Step, unknown>)[step], json);
}

function replaced(json: unknown, path: readonly Step[], value: unknown): unknown {
  const copy = structuredClone(json);
  const last = path.at(-1) as Step;
  const parent = valueAt(copy, path.slice(0, -1));
  if (value !== undefined) (parent as Record<Step, unknown>)[last] = value;
  else if (Array.isArray(parent)) parent.splice(last as number, 1);
  else delete (parent as Record<Step, unknown>)[last];
  return copy;
}

function nameOf(path: readonly Step[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? '[]' : index === 0 ? step : `.${step}`))
    .join('');
}
