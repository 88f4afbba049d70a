import * as v from 'valibot';

/** ISO time. */
export const time = v.pipe(v.string(), v.isoTimestamp());

export const flag = (byDefault: boolean) => v.optional(v.boolean(), byDefault);
/** A collection: id -> entry. */
export const keyed = <S extends v.GenericSchema>(schema: S) => v.optional(v.record(v.string(), schema), {});
/** A set, as a map so that it merges: `{ "conversations.read": true }`. */
export const names = v.optional(v.record(v.string(), v.literal(true)), {});
