/** `doctor --case NAME`: a run that goes on where the one before left off. */

import { environmentSecrets } from '../../config/sources.ts';
import { refusalOf } from '../../core/flags/refusal.ts';
import {
  isRemembered,
  laidOver,
  newIn,
  optionsOf,
  type Remembered,
  remember,
  rememberedWords,
} from '../../core/flags/remembered.ts';
import { flagsOf } from '../../core/flags/table.ts';
import { optionOf, type TypedFlag, typedAgain } from '../../core/flags/typed-again.ts';
import type { Answers, NamedRecord } from '../../core/given.ts';
import type { Report } from '../../core/report.ts';
import { nearest } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import { printable } from '../../redact/printable.ts';
import { counted } from '../../reporters/words.ts';
import {
  answersKept,
  compared,
  isEmulated,
  keep,
  type OpenCase,
  openCase,
} from '../../run/cases/case-run.ts';
import type { DoctorRequest, DoctorResult } from '../../run/doctor.ts';
import type { DoctorFlags } from '../doctor/flags.ts';
import type { Io } from '../io.ts';

/** What a run is told, and tells, as a part of a case. */
export interface CaseRun {
  /** What the case adds to what is asked for. */
  request: Pick<DoctorRequest, 'kept' | 'emulated' | 'typed'>;
  /** Told what was picked from a list, in the place of what nobody typed. */
  onChosen(symptom: string | undefined, thread: NamedRecord | undefined): void;
  /** Told what was said at prompts. */
  onSaid(said: { answers: Answers; thread?: NamedRecord }): void;
  /** The report, as it is told in the case. */
  told(result: DoctorResult): Promise<Report>;
  /** Keeps what was found. */
  keep(result: DoctorResult, report: Report): Promise<void>;
}

/** A case that was opened for a run, and what is run then. */
export interface Continued {
  kept: OpenCase;
  symptom: string | undefined;
  /** With what the case remembers, where nothing else was typed. */
  flags: DoctorFlags;
  run: CaseRun;
}

/** Opens the case and says what it remembers. @throws UsageError where nothing could be kept */
export async function continueCase(
  name: string,
  symptom: string | undefined,
  flags: DoctorFlags,
  io: Io,
): Promise<Continued> {
  // What a flag was given is repeated here, and may be what was meant for another one.
  io.redactor.learn(environmentSecrets(io.env));
  const kept = await openCase(name, { cwd: io.cwd, config: flags.config });
  const typed = remember(symptom, flags);
  const remembered = laidOver(kept.remembered, typed);
  const { options, leftOut } = optionsOf(remembered);
  refuseIdle(
    kept,
    flags,
    Object.keys(remembered).filter((name) => !leftOut.includes(name)),
  );
  if (!flags.quiet) sayWhatIsKnown(kept, remembered, leftOut, io);
  return {
    kept,
    symptom: remembered['symptom']?.[0],
    flags: { ...flags, ...options },
    run: runIn(kept, isWhole(flags) ? typed : newIn(kept.remembered, typed), typedStill(flags), io),
  };
}

function runIn(kept: OpenCase, typed: Remembered, still: readonly TypedFlag[], io: Io): CaseRun {
  let said: Answers = {};
  let remembered = typed;
  return {
    request: { kept: answersKept(kept), typed: still, ...(isEmulated(kept) && { emulated: true }) },
    onChosen: (symptom, thread) => {
      remembered = laidOver(remembered, {
        ...(symptom !== undefined && { symptom: [symptom] }),
        ...(thread !== undefined && { '--thread': [thread.id] }),
      });
    },
    onSaid: ({ answers, thread }) => {
      said = { ...said, ...answers };
      if (thread) remembered = laidOver(remembered, { '--thread': [thread.id] });
    },
    told: async (result) => {
      const known = kept.damaged.length;
      const report = await compared(kept, result);
      for (const sentence of kept.damaged.slice(known)) io.err(`${printable(sentence)}\n`);
      return report;
    },
    keep: async (result, report) => {
      await keep(kept, { ...result, report }, { command: 'doctor', remembered, said }, io);
    },
  };
}

/** A run of some checks looks at one thing aside, such as one conversation: it takes no place of what is remembered. */
function isWhole({ only, skip }: DoctorFlags): boolean {
  return only.length + skip.length === 0;
}

/** What has to be typed again in the case: it knows the rest. */
function typedStill(flags: DoctorFlags): TypedFlag[] {
  return typedAgain(flags).filter(({ name }) => !isRemembered(name) && name !== '--answer');
}

/** A flag that was typed has its effect beside what is remembered, or is refused as beside what is typed. */
function refuseIdle({ name }: OpenCase, flags: DoctorFlags, remembered: readonly string[]): void {
  const options: Readonly<Record<string, unknown>> = flags;
  const given = flagsOf('doctor').filter(
    (row) => options[optionOf(row.name)] !== undefined && options[optionOf(row.name)] !== row.default,
  );
  const names = new Set([...given.map((row) => row.name as string), ...remembered]);
  names.delete('symptom');
  names.delete('--no-input');
  const refusal = refusalOf('doctor', { flags: names, words: 0 });
  if (refusal === undefined) return;
  throw new UsageError(`${refusal.message.replace(/\.$/, '')} (remembered by the case ${name}).`, {
    hint: 'Leave it out, or begin another case.',
  });
}

function sayWhatIsKnown(kept: OpenCase, remembered: Remembered, leftOut: readonly string[], io: Io): void {
  const { name, isNew, damaged, answers } = kept;
  const count = Object.keys(answers).length;
  const parts = [rememberedWords(remembered), ...(count === 0 ? [] : [counted(count, 'answer')])].filter(
    Boolean,
  );
  const known = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  io.err(`${isNew ? 'New case' : 'Case'} ${printable(`${name}${known}`)}\n`);
  if (isNew) sayWhereItBegins(kept, io);
  for (const sentence of damaged) io.err(`${printable(sentence)}\n`);
  if (leftOut.length > 0)
    io.err(`Not understood in the case, and left out: ${printable(leftOut.join(', '))}.\n`);
}

/** A slip of the keyboard begins a case too. */
function sayWhereItBegins({ name, folder, others }: OpenCase, io: Io): void {
  const near = nearest(name, others);
  const other = near === undefined ? '' : ` The nearest one that is there: ${near}.`;
  io.err(`What is found will be kept in ${folder}.${other}\n`);
}
