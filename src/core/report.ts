/**
 * What a run concluded: the one document that every format is made from and that users script against.
 * The types, the JSON Schema, the order of the keys and the reader of a saved report all come from here, so a new field
 * is one line in here; `npm run schema` renews the JSON Schema.
 */
import * as v from 'valibot';
import { answerNoteSchema } from './answer-note.ts';
import { apiLogSchema } from './api-log.ts';
import { CONNECTION_MODES, MODE_SOURCES } from './connection.ts';
import { deliveriesSchema } from './delivery-log.ts';
import { evidenceErrorSchema, SOURCES } from './evidence.ts';
import { PARTIES } from './parties.ts';
import { QUESTION_KINDS } from './question-kinds.ts';
import {
  byName,
  count,
  described,
  flag,
  list,
  milliseconds,
  object,
  text,
  texts,
  time,
  whole,
} from './schema.ts';
import { suppressedBySchema, suppressionUseSchema } from './suppression.ts';
import { CONFIDENCES, STATUSES } from './verdict.ts';

export const SCHEMA_VERSION = 1;

/**
 * What was found, whatever the threshold of the run is; the first that holds. `problems`: something fails. `incomplete`:
 * something could not be told, or nothing was judged. `warnings`. `open`: nothing that was measured is wrong, and
 * questions that could decide are unanswered. `healthy`.
 */
export const RUN_STATUSES = ['problems', 'incomplete', 'warnings', 'open', 'healthy'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Why little or nothing could be learned. No cause: it says nothing of HubSpot or OpenCX and explains no symptom. */
export const OBSTACLES = ['no-token', 'no-network', 'proxy', 'wrong-base-url', 'not-hubspot'] as const;
export type ObstacleId = (typeof OBSTACLES)[number];

export const FIX_KINDS = ['manual', 'command', 'wait'] as const;

/** What became of a piece of evidence. */
export const OUTCOMES = ['ok', 'missing', 'error'] as const;

export const statusSchema = v.picklist(STATUSES, 'must be a status');
export const sourceSchema = v.picklist(SOURCES, 'must be a source');

export const fixSchema = object({
  kind: v.picklist(FIX_KINDS),
  brief: v.exactOptional(described(text, 'The shortest way, in a sentence or two; the steps say how.')),
  steps: described(texts, 'In the order in which they are done.'),
  verify: v.exactOptional(
    described(text, 'The command that shows whether it worked; a word in capitals is to be filled in.'),
  ),
  where: v.exactOptional(described(text, 'The screen, in words.')),
  url: v.exactOptional(
    v.pipe(text, v.url(), v.description("Deep link to that screen, built from the portal's own uiDomain.")),
  ),
});
export type Fix = v.InferOutput<typeof fixSchema>;

const obstacleSchema = object({
  id: v.picklist(OBSTACLES, 'must be an obstacle'),
  owner: v.literal('you'),
  title: text,
  measured: text,
  fixes: described(texts, 'In the order in which they are tried.'),
});
export type Obstacle = v.InferOutput<typeof obstacleSchema>;

export const causeSchema = object({
  id: text,
  checks: described(texts, 'Checks that found it.'),
  title: text,
  confidence: described(
    v.picklist(CONFIDENCES, 'must be a confidence'),
    "confirmed: measured; likely: rests on a person's word or strong signs; possible: a hint to be tested.",
  ),
  owner: described(v.picklist(PARTIES, 'must be somebody who can act'), 'Who can act.'),
  thread: v.exactOptional(
    described(
      text,
      'The conversation that it is of, where several were named; each has an entry of its own then.',
    ),
  ),
  measured: text,
  expected: text,
  evidence: described(texts, 'Keys of the evidence that it rests on.'),
  against: described(texts, 'Checks whose verdict speaks against it.'),
  fixes: described(list(fixSchema), 'Most likely way first.'),
  followsFrom: described(
    v.nullable(text),
    'The cause of which this one is the consequence; null for a root cause.',
  ),
  explains: described(texts, 'Symptoms that it explains.'),
});
export type ReportCause = v.InferOutput<typeof causeSchema>;

const questionSchema = object({
  key: described(
    text,
    'What answers it: a key of an answers file, or of a conversation or session to be named.',
  ),
  kind: described(
    v.picklist(QUESTION_KINDS, 'must be a kind of answer'),
    'words: several, with commas between; several: some of the choices; secret-url: never shown or saved.',
  ),
  choices: v.exactOptional(described(texts, 'The values to choose from, with `choice` and `several`.')),
  text: described(text, 'The question itself.'),
  where: described(text, 'The screen that shows the answer, in words.'),
  url: v.exactOptional(v.pipe(text, v.url(), v.description('Deep link to that screen.'))),
  settles: described(texts, 'Checks that the answer settles.'),
});
export type ReportQuestion = v.InferOutput<typeof questionSchema>;

export const checkSchema = object({
  status: statusSchema,
  title: described(text, 'The claim, true when healthy.'),
  summary: described(text, 'What was concluded, one sentence.'),
  measured: v.nullable(text),
  expected: v.nullable(text),
  evidence: described(texts, 'Keys of the evidence that it rests on.'),
  source: described(v.nullable(sourceSchema), 'Best source among that evidence.'),
  blockedBy: described(v.nullable(text), 'The check that must hold first, with status `blocked`.'),
  question: described(
    v.nullable(text),
    'What to ask a person: with status `manual`, and where an answer could still take a finding back.',
  ),
  docs: described(text, 'Where the rule comes from.'),
  durationMs: milliseconds,
  statedAt: v.exactOptional(
    described(
      time,
      "When the oldest of a person's answers that it rests on was given, if that is over seven days ago.",
    ),
  ),
  threads: v.exactOptional(
    described(
      byName(statusSchema),
      'Where several conversations were named and it is not the same in all: how it ended in each. The worst stands.',
    ),
  ),
  suppressed: v.exactOptional(
    described(
      suppressedBySchema,
      'Somebody has accepted the failure for a while; it is shown, and counted nowhere.',
    ),
  ),
});
export type ReportCheck = v.InferOutput<typeof checkSchema>;

export const evidenceSchema = v.pipe(
  object({
    source: sourceSchema,
    at: described(time, 'When it was obtained, or stated, UTC.'),
    outcome: v.picklist(OUTCOMES),
    error: v.exactOptional(evidenceErrorSchema),
    why: v.exactOptional(described(text, 'What would have to be given, with outcome `missing`.')),
    origin: v.exactOptional(described(text, 'File name, or who stated it.')),
    stale: v.exactOptional(described(flag, "A person's answer older than seven days.")),
    durationMs: milliseconds,
    calls: described(count, 'HTTP requests made for it, tries included.'),
  }),
  v.metadata({ anyOf: [{ properties: { outcome: { enum: ['ok', 'missing'] } } }, { required: ['error'] }] }),
);
export type ReportEvidence = v.InferOutput<typeof evidenceSchema>;

const sinceCauses = list(
  object({
    id: text,
    thread: v.exactOptional(described(text, 'The conversation that it is of, where several were named.')),
  }),
);
export const sinceSchema = object({
  case: described(text, 'Name of the case.'),
  at: described(time, 'When the run before began, UTC.'),
  status: v.picklist(RUN_STATUSES, `must be ${wordList(RUN_STATUSES)}`),
  mended: described(sinceCauses, 'Causes that are gone, and the checks that named them were judged again.'),
  open: described(sinceCauses, 'Found then and now.'),
  broke: described(sinceCauses, 'Found now alone, where the run before looked and saw nothing wrong.'),
  revealed: described(sinceCauses, 'Found now alone, where the run before could not tell.'),
  untold: described(
    sinceCauses,
    'Found then, and not known to be mended: it cannot be told, or is accepted.',
  ),
});
/** What became of the causes of a case since its run before. */
export type Since = v.InferOutput<typeof sinceSchema>;

export const reportSchema = object({
  schemaVersion: v.literal(SCHEMA_VERSION),
  tool: object({ name: text, version: text }),
  startedAt: described(time, 'When the run started, UTC.'),
  durationMs: described(milliseconds, 'Wall time of the run.'),
  portal: described(
    object({
      hubId: v.exactOptional(whole),
      appId: v.exactOptional(whole),
      uiDomain: v.exactOptional(described(text, "Host of HubSpot's screens for this portal.")),
      region: v.exactOptional(described(text, 'HubSpot region: na1, eu1.')),
    }),
    'The HubSpot account; only what is known.',
  ),
  connection: described(
    object({
      mode: v.picklist(CONNECTION_MODES),
      by: described(
        v.picklist(MODE_SOURCES),
        'said: given, answered, or seen in a file; symptom: only such a connection has it; measured: HubSpot shows the project of the app; assumed: nobody has said.',
      ),
      page: described(text, 'What of the OpenCX page the run goes by, where that differs.'),
    }),
    'How HubSpot is connected to OpenCX.',
  ),
  since: v.exactOptional(described(sinceSchema, 'Only in a case that holds an earlier run.')),
  symptom: described(v.nullable(text), 'Id of the symptom whose checklist was run.'),
  status: described(
    v.picklist(RUN_STATUSES, `must be ${wordList(RUN_STATUSES)}`),
    'The first that holds, whatever the threshold of --fail-on is.',
  ),
  obstacle: described(v.nullable(obstacleSchema), 'Why little could be learned; never a cause.'),
  summary: described(
    object(v.entriesFromList(STATUSES, count)),
    'How many checks ended in each status; suppressed ones are left out.',
  ),
  causes: described(list(causeSchema), 'First = most likely.'),
  questions: described(
    v.optional(list(questionSchema), []),
    'What a person can tell and nobody has, most useful first.',
  ),
  nextTest: described(
    v.nullable(
      object({
        check: described(text, 'The check that it settles.'),
        question: described(text, 'What to find out, as it is put to a person.'),
        command: v.exactOptional(
          described(
            text,
            'What to run to find it out, or to give the answer; a word in capitals is to be filled in. Never holds a secret.',
          ),
        ),
      }),
    ),
    'What decides most of what is open.',
  ),
  checks: described(byName(checkSchema), 'By check id, in the order of the checklist that was run.'),
  evidence: described(
    byName(evidenceSchema),
    'By evidence key; with several conversations, KEY@THREAD for what is of one.',
  ),
  calls: described(count, 'HTTP requests made, tries included.'),
  suppressions: v.exactOptional(described(suppressionUseSchema, 'Only with a file of suppressions.')),
  log: v.exactOptional(apiLogSchema),
  deliveries: v.exactOptional(deliveriesSchema),
  answerNotes: v.exactOptional(
    described(
      list(answerNoteSchema),
      'What is to be known of the answers that were given: those that contradict one another, and those that do not count.',
    ),
  ),
});
export type Report = v.InferOutput<typeof reportSchema>;

function wordList(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The report of `logs`: what was concluded, and what the logs show beside it. */
export type LoggedReport = Report & { log: NonNullable<Report['log']> };
