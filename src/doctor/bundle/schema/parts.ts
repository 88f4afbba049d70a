import * as v from 'valibot';

/** What a part of a bundle must be to be taken for a `T`; keys that it has besides are left out. */
export type Schema<T> = v.GenericSchema<unknown, T>;

/** A text that may be absent. */
export const maybe = v.exactOptional(v.string());
export const texts = v.array(v.string());
