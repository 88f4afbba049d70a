/**
 * What a case holds: an entry for each run and each note, a file of its own, written once and never changed, so that two
 * processes that work on one case cannot lose anything of each other's.
 */
import * as v from 'valibot';
import { RUN_STATUSES, sinceSchema } from '../../core/report.ts';
import { byName, list, maybe, object, text, texts, time, whole } from '../../core/schema.ts';

export const CASE_VERSION = 1;

/** A file beside the entry, and nothing elsewhere. */
const fileName = v.pipe(text, v.regex(/^[\w.-]+\.bundle\.json$/, 'must be the name of a bundle beside it'));

const every = {
  caseVersion: v.literal(CASE_VERSION, `must be ${CASE_VERSION}`),
  at: time,
  /** Who was logged in. */
  by: maybe,
};

const runSchema = object({
  ...every,
  kind: v.literal('run'),
  /** `doctor`, `doctor recheck CAUSE`. */
  command: text,
  /** The evidence, a bundle for each conversation that was looked at. */
  bundles: list(object({ file: fileName, thread: maybe })),
  portal: v.exactOptional(whole),
  /** HubSpot was asked on this machine, where an emulated portal answers. */
  emulated: v.exactOptional(v.literal(true)),
  status: v.picklist(RUN_STATUSES, 'must be a status'),
  /** Every check that came to something: of the others the run says nothing. */
  checks: v.exactOptional(texts),
  /** With the checks that showed each. */
  causes: list(object({ id: text, thread: maybe, checks: v.exactOptional(texts) })),
  since: v.exactOptional(sinceSchema),
  /** What was typed, as far as it is remembered. */
  remembered: byName(texts),
  /** What was answered, as an answers file holds it. */
  answers: byName(v.unknown()),
});
/** One run of a case, as it was told on its day. */
export type RunEntry = v.InferOutput<typeof runSchema>;

const noteSchema = object({ ...every, kind: v.literal('note'), text });
/** What somebody did, or heard. */
export type NoteEntry = v.InferOutput<typeof noteSchema>;

export const entrySchema = v.variant('kind', [runSchema, noteSchema], 'must be the entry of a case');
export type CaseEntry = v.InferOutput<typeof entrySchema>;
