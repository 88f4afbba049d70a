/** The parts that the schemas of facts are made of. */
import * as v from 'valibot';

/** What a value must be to be taken for a `T`; keys that it has besides are left out. */
export type Schema<T> = v.GenericSchema<unknown, T>;

/** A text that may be absent. */
export const maybe = v.exactOptional(v.string());
export const texts = v.array(v.string());
