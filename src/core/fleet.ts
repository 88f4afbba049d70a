/**
 * What a run over every profile came to, grouped by cause: what is printed, kept beside the reports and compared with by the
 * next run. The types and the JSON Schema come from here; `npm run schema` renews the latter.
 */
import * as v from 'valibot';
import { PARTIES } from './parties.ts';
import { RUN_STATUSES } from './report.ts';
import { count, described, flag, list, milliseconds, object, text, texts, time, whole } from './schema.ts';
import { CONFIDENCES } from './verdict.ts';

export const FLEET_VERSION = 1;

const party = v.picklist(PARTIES, 'must be somebody who can act');
const confidence = v.picklist(CONFIDENCES, 'must be a confidence');

const foundSchema = object({
  id: text,
  title: text,
  owner: described(party, 'Who can act.'),
  confidence,
  checks: described(texts, 'Checks that found it.'),
  followsFrom: described(
    v.nullable(text),
    'The cause of which this one is the consequence; null for a root cause.',
  ),
  since: described(time, 'The first of the runs in a row that found it, as far as they were kept.'),
});
/** A cause of one profile. */
export type FleetFound = v.InferOutput<typeof foundSchema>;

const changeSchema = object({
  mended: described(texts, 'Causes that are gone, and whose checks were judged again.'),
  broke: described(texts, 'Causes that were looked for before and not found then.'),
  revealed: described(texts, 'Causes that could not be told before: they may have been there all along.'),
  untold: described(texts, 'Causes that could not be looked at again.'),
});
/** Ids of causes, by what became of them since the run before. */
export type FleetChange = v.InferOutput<typeof changeSchema>;

const profileSchema = object({
  profile: described(text, 'Its name in the configuration file.'),
  exitCode: described(whole, 'As of a run of this profile alone.'),
  status: described(
    v.nullable(v.picklist(RUN_STATUSES, 'must be a status')),
    'As in its report; null: there is no report.',
  ),
  portal: described(v.nullable(whole), 'Id of the portal, where it is known.'),
  causes: described(texts, 'Ids of the causes in its report, most likely first.'),
  file: described(v.nullable(text), 'The file with its report; null: there is none.'),
  message: described(v.nullable(text), 'Why there is no report, or no file with it.'),
  reason: described(v.nullable(text), 'Why it could not be told, in a few words; null where it could.'),
  found: described(list(foundSchema), 'The same causes, each with the time since when it is known.'),
  untold: described(list(foundSchema), 'Found by an earlier run, and not looked at again since.'),
  unjudged: described(texts, 'Checks that were not judged; all others were.'),
  accepted: described(texts, 'Checks whose failure somebody has accepted for a while.'),
  change: described(v.nullable(changeSchema), 'Null: there is no run before to compare it with.'),
  calls: described(count, 'HTTP requests made for it.'),
});
export type FleetProfile = v.InferOutput<typeof profileSchema>;

const groupSchema = object({
  id: described(text, 'The cause.'),
  title: text,
  owner: described(party, 'Who can act.'),
  confidence: described(confidence, 'The strongest among the portals.'),
  fix: described(v.nullable(text), 'What to do at each of them; its report has the steps and links.'),
  since: described(time, 'The earliest of the portals.'),
  profiles: described(
    list(object({ profile: text, since: time })),
    'In the order of the configuration file.',
  ),
});
/** One cause, with the portals that have it. */
export type FleetGroup = v.InferOutput<typeof groupSchema>;

const questionGroupSchema = object({
  key: text,
  text,
  where: text,
  profiles: described(texts, 'Profiles that it can decide.'),
});
export type FleetQuestion = v.InferOutput<typeof questionGroupSchema>;

const reasonSchema = object({ reason: text, profiles: texts });
/** Why profiles could not be told, with those of whom it is true. */
export type FleetReason = v.InferOutput<typeof reasonSchema>;

export const fleetSchema = object({
  schemaVersion: described(v.literal(FLEET_VERSION), 'Grows with a change that breaks readers.'),
  tool: object({ name: v.literal('opencx-hubspot'), version: text }),
  startedAt: time,
  durationMs: milliseconds,
  exitCode: described(whole, 'That of the worst profile.'),
  atOnce: described(whole, 'How many profiles were looked at side by side.'),
  interrupted: described(flag, 'The run was ended before all had been looked at.'),
  comparedWith: described(v.nullable(time), 'When the run before began; null: none was kept.'),
  summary: described(
    object({
      profiles: count,
      problems: count,
      incomplete: count,
      warnings: count,
      open: described(
        count,
        'Nothing that was measured is wrong, and questions that could decide are unanswered.',
      ),
      healthy: count,
      noReport: count,
      calls: count,
    }),
    'How many profiles have which status.',
  ),
  causes: described(list(groupSchema), 'Those of most portals first.'),
  questions: described(list(questionGroupSchema), 'What could decide the open ones, most portals first.'),
  untold: described(list(reasonSchema), 'Profiles that could not be told, by the reason.'),
  gone: described(texts, 'Profiles of the run before that the configuration file does not name any more.'),
  checks: described(texts, 'The checks that were selected.'),
  profiles: described(list(profileSchema), 'In the order of the configuration file.'),
});
export type Fleet = v.InferOutput<typeof fleetSchema>;
