/** A case as it is told: what was found on which day, what came and went, what was answered and done. */
import type { AnswerKey } from '../../../checks/facts.ts';
import { FACTS, isAnswerKey } from '../../../checks/facts.ts';
import type { Redact } from '../../../checks/shared/redaction.ts';
import type { Remembered } from '../../core/flags/remembered.ts';
import type { Answer } from '../../core/given.ts';
import type { RunStatus, Since } from '../../core/report.ts';
import type { Disguise } from '../../redact/disguise.ts';
import { mapStrings } from '../../redact/map-strings.ts';
import { redactText } from '../bundle/redact.ts';
import type { NoteEntry, RunEntry } from './entry.ts';
import { isSame, openNow } from './open-now.ts';
import { answersIn, type KeptCase } from './read.ts';

type Named = Since['open'][number];

/** An answer of one run; a webhook URL is its fingerprint. */
interface StoryAnswer extends Answer {
  key: string;
}

export interface StoryRun {
  kind: 'run';
  /** ISO time. */
  at: string;
  by?: string;
  /** `doctor`, `doctor recheck CAUSE`. */
  command: string;
  status: RunStatus;
  /** Causes that were found, and had not been found in the run before; of the first one, all. */
  opened: Named[];
  /** ... that were gone. */
  closed: Named[];
  /** ... that were found in both. */
  open: Named[];
  /** ... that were found before, and were not known to be gone. */
  untold: Named[];
  answers: StoryAnswer[];
  /** Names of the bundles, beside each other in the folder of the case. */
  bundles: string[];
}

export type StoryNote = Omit<NoteEntry, 'caseVersion'>;

export interface CaseStory {
  schemaVersion: 1;
  name: string;
  /** Whole path. */
  folder: string;
  /** Absent where HubSpot has not told it yet. */
  portal?: number;
  /** HubSpot was asked on this machine, where an emulated portal answers. */
  emulated: boolean;
  /**
   * Of the latest run of the doctor, with the causes that are open: also those that an earlier run found and no later one
   * looked for. Null in a case without a run.
   */
  status: RunStatus | null;
  causes: Named[];
  begunAt: string | null;
  touchedAt: string | null;
  remembered: Remembered;
  /** Oldest first. */
  entries: (StoryRun | StoryNote)[];
  /** What of it cannot be used, a sentence each. */
  damaged: string[];
}

export function storyOf(kept: KeptCase): CaseStory {
  const { name, folder, runs, entries, remembered, damaged } = kept;
  const ofPortal = runs.find(({ portal }) => portal !== undefined);
  return {
    schemaVersion: 1,
    name,
    folder,
    ...(ofPortal?.portal !== undefined && { portal: ofPortal.portal }),
    emulated: ofPortal?.emulated === true,
    ...openNow(runs),
    begunAt: entries[0]?.at ?? null,
    touchedAt: entries.at(-1)?.at ?? null,
    remembered,
    entries: entries.map((entry) => (entry.kind === 'run' ? toldRun(entry, name) : toldNote(entry))),
    damaged,
  };
}

function toldNote({ kind, at, by, text }: NoteEntry): StoryNote {
  return { kind, at, ...(by !== undefined && { by }), text };
}

function toldRun(run: RunEntry, name: string): StoryRun {
  const { at, by, command, status, causes, since, bundles } = run;
  const before = since?.open ?? [];
  const named = causes.map(({ id, thread }) => ({ id, ...(thread !== undefined && { thread }) }));
  const isOld = (cause: Named) => before.some((other) => isSame(other, cause));
  return {
    kind: 'run',
    at,
    ...(by !== undefined && { by }),
    command,
    status,
    opened: named.filter((cause) => !isOld(cause)),
    closed: since?.mended ?? [],
    open: named.filter(isOld),
    untold: since?.untold ?? [],
    answers: Object.entries(answersIn(run, name).answers).flatMap(([key, answer]) =>
      answer === undefined ? [] : [{ key, ...answer }],
    ),
    bundles: bundles.map(({ file }) => file),
  };
}

/** The story without anything that identifies a customer, as a bundle has it: to be handed on. */
export function redactStory(story: CaseStory, disguise: Disguise): CaseStory {
  const { folder: _place, ...told } = story;
  const entries = story.entries.map((entry) => ({
    ...entry,
    ...(entry.by !== undefined && { by: disguise.person(entry.by) }),
    ...(entry.kind === 'run' && { answers: entry.answers.map((answer) => redactAnswer(answer, disguise)) }),
  }));
  return mapStrings({ ...told, folder: '', entries }, (text) => redactText(text, disguise)) as CaseStory;
}

function redactAnswer({ key, value, ...said }: StoryAnswer, disguise: Disguise): StoryAnswer {
  const rule = isAnswerKey(key) ? (FACTS[key as AnswerKey].redact as 'stands' | Redact<unknown>) : 'stands';
  return {
    key,
    value: rule === 'stands' ? value : rule(value, { disguise, names: 'none' }),
    ...said,
    ...(said.by !== undefined && { by: disguise.person(said.by) }),
  };
}
