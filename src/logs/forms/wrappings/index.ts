/**
 * Objects that are no rows and hold several: what collectors and stores of logs write around them. For whoever adds
 * one: a file here, and a row in `WRAPPINGS`.
 */
import { unwrapJaeger } from './jaeger.ts';
import { unwrapHits, unwrapLogEvents } from './lists.ts';
import { unwrapNewman } from './newman.ts';
import { unwrapOtlp } from './otlp.ts';
import { unwrapSentry } from './sentry.ts';
import type { Unwrap } from './unwrap.ts';

const WRAPPINGS: readonly Unwrap[] = [
  unwrapOtlp,
  unwrapJaeger,
  unwrapHits,
  unwrapLogEvents,
  unwrapNewman,
  unwrapSentry,
];

/** The rows in an object; itself where it wraps none. */
export function unwrapped(record: object): readonly object[] {
  for (const unwrap of WRAPPINGS) {
    const rows = unwrap(record);
    if (rows !== undefined) return rows;
  }
  return [record];
}
