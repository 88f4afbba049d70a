/**
 * Fields of a record that came in a form which nobody knows. They are not absent, so nothing may be concluded from
 * their absence: a record names them, and whoever looks at one is told that it could not be read.
 */
import * as v from 'valibot';
import { EvidenceFailure } from './evidence.ts';

/** Keys of the record whose values could not be read; left out where all could. */
export const unreadable = v.exactOptional(v.array(v.string()));

/** A part of every record that is read from an answer. */
export interface Unreadable {
  unreadable?: string[];
}

/** From a sentence that names the field. */
export type Refusal = (sentence: string) => Error;

const unreadableAnswer: Refusal = (message) => new EvidenceFailure({ kind: 'parse', message });

/**
 * The value, in which a look at a field that could not be read throws; all the rest is as it was, however deep.
 * For whoever judges or acts; what is saved is the value itself.
 *
 * @param refusal what a look throws; `EvidenceFailure` when left out
 */
export function guarded<T>(value: T, refusal: Refusal = unreadableAnswer): T {
  return guard(value, refusal) as T;
}

function guard(value: unknown, refusal: Refusal): unknown {
  if (!holdsUnreadable(value)) return value;
  if (Array.isArray(value)) return value.map((item) => guard(item, refusal));
  const parts = Object.entries(value).map(([name, part]) => [name, guard(part, refusal)]);
  const copy = Object.fromEntries(parts);
  return namesUnreadable(value) ? refusing(copy, new Set(value.unreadable), refusal) : copy;
}

/** Asked first, since what holds none, which is nearly everything, need not be copied. */
function holdsUnreadable(value: unknown): value is object {
  if (Array.isArray(value)) return value.some(holdsUnreadable);
  if (!isPlainObject(value)) return false;
  return namesUnreadable(value) || Object.values(value).some(holdsUnreadable);
}

function namesUnreadable(value: object): value is { unreadable: readonly unknown[] } {
  const names: unknown = 'unreadable' in value ? value.unreadable : undefined;
  return Array.isArray(names) && names.length > 0;
}

function refusing(record: object, names: ReadonlySet<unknown>, refusal: Refusal): object {
  return new Proxy(record, {
    get(target, name, receiver) {
      if (!names.has(name)) return Reflect.get(target, name, receiver);
      throw refusal(
        `"${String(name)}" was not there, or in a form that is not known, so it could not be read.`,
      );
    },
  });
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
