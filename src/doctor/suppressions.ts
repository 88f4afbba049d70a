import * as v from 'valibot';
import { CHECK_IDS } from '../../checks/index.ts';
import type { Suppression } from '../core/suppression.ts';
import { readDocument } from '../files/document.ts';
import { nearestClause } from '../files/nearest.ts';
import { conform, section, text } from '../files/shape.ts';
import { UsageError } from '../files/usage-error.ts';

const SCOPE = section({
  portal: v.exactOptional(v.number('must be a portal id')),
  profile: v.exactOptional(text),
});
const ENTRY = section({ check: text, scope: v.exactOptional(SCOPE), reason: text, expires: v.unknown() });
const FILE = section({ suppressions: v.array(v.unknown(), 'must be a list') });

/**
 * Reads a file of failures that are accepted for a while, JSON or YAML:
 * `{suppressions: [{check, scope: {portal, profile}, reason, expires}]}`.
 *
 * @throws {UsageError} for an unknown check, a missing reason, a date that is none
 */
export async function readSuppressions(file: string): Promise<Suppression[]> {
  const what = `the suppressions file ${file}`;
  const { suppressions } = conform(FILE, (await readDocument(file, 'suppressions file')) ?? {}, what);
  return suppressions.map((entry, index) => readEntry(entry, `entry ${index + 1} of ${what}`));
}

function readEntry(value: unknown, what: string): Suppression {
  const { check, scope = {}, reason, expires } = conform(ENTRY, value, what);
  if (reason.trim() === '') {
    throw new UsageError(`"reason" in ${what} is empty; whoever reads it next needs to know why.`);
  }
  return { check: checkId(check, what), scope, reason: reason.trim(), expires: day(expires, what) };
}

function checkId(word: string, what: string): string {
  const id = CHECK_IDS.find((known) => known === word);
  if (id !== undefined) return id;
  throw new UsageError(`"check" in ${what} names no check, "${word}"${nearestClause(word, CHECK_IDS)}.`);
}

function day(value: unknown, what: string): string {
  const written = typeof value === 'string' ? value.trim() : '';
  const time = new Date(`${written}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(time.getTime());
  if (isDay && time.toISOString().startsWith(written)) return written;
  throw new UsageError(`"expires" in ${what} must be a day, such as 2026-12-31.`, {
    hint: 'A suppression without an end would hide the failure for ever.',
  });
}
