/**
 * What the schemas of facts and of printed documents are made of. A message can follow a key's name in a sentence, because
 * a saved document is read by the schema that it was printed by.
 */
import * as v from 'valibot';

/** What a value must be to be taken for a `T`; keys that it has besides are left out. */
export type Schema<T> = v.GenericSchema<unknown, T>;

export const text = v.string('must be a string');
const number = v.number('must be a number');
const notNegative = v.minValue<number, 0, string>(0, 'must not be below 0');
export const whole = v.pipe(number, v.integer('must be a whole number'));
export const count = v.pipe(whole, notNegative);
export const milliseconds = v.pipe(number, notNegative, v.description('Milliseconds.'));
/** A moment: `2026-11-20T08:00:12.250Z`. */
export const time = v.pipe(text, v.isoTimestamp('must be a time'));
/** A day: `2026-12-31`. */
export const day = v.pipe(text, v.isoDate('must be a day'));
export const flag = v.boolean('must be true or false');
export const texts = list(text);
/** A text that may be absent. */
export const maybe = v.exactOptional(text);

export function list<const Item extends v.GenericSchema>(item: Item) {
  return v.array(item, 'must be a list');
}

/** Values under names that are not known beforehand. */
export function byName<const Value extends v.GenericSchema>(value: Value) {
  return v.record(v.string(), value, 'must be an object');
}

/** An object; keys that a later version adds are passed over where it is read. */
export function object<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.object(entries, (issue) =>
    issue.path?.at(-1)?.origin === 'key' ? 'is missing' : 'must be an object',
  );
}

/** What the JSON Schema says of a value, for whoever writes a program against it. */
export function described<const Schema extends v.GenericSchema>(schema: Schema, description: string) {
  return v.pipe(schema, v.description(description));
}
