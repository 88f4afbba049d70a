import { SYMPTOMS } from '../../../checks/index.ts';
import type { NamedRecord } from '../../core/given.ts';
import { connectionChecks, type Selection, select } from '../../doctor/selection.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { Io } from '../io.ts';
import { type DoctorFlags, type RunFlags, withFirstThread } from './flags.ts';

/**
 * `opencx-hubspot doctor`: looks at a portal, at every profile, or at what a bundle holds. Each of them is loaded by
 * itself, so that a bundle is judged without what a live run needs.
 */
export async function doctor(symptom: string | undefined, flags: DoctorFlags, io: Io): Promise<number> {
  refuseBesideFor(flags);
  if (flags.open) (await import('./open.ts')).expectToOpen(flags);
  if (flags.allProfiles) {
    const { doctorOfEveryProfile } = await import('../profiles/profiles-run.ts');
    return doctorOfEveryProfile(symptom, flags, io);
  }
  if (flags.from !== undefined) {
    const { judgeBundle } = await import('../saved/bundle-run.ts');
    return judgeBundle(symptom, flags, flags.from, io);
  }
  const asking = io.interactive && flags.input && isForAPerson(flags);
  if (flags.case !== undefined) return inCase(flags.case, symptom, flags, asking, io);
  const { selection, thread } = await chosen(symptom, flags, asking, io);
  const named = lookedAt(flags, thread);
  return (await import('./live-run.ts')).examine(selection, named, io, asking && asksHere(flags));
}

/** What a case remembers need not be chosen again, and what is chosen is remembered. */
async function inCase(
  name: string,
  typed: string | undefined,
  flags: DoctorFlags,
  asking: boolean,
  io: Io,
): Promise<number> {
  const { continueCase } = await import('../cases/doctor-case.ts');
  const { symptom, flags: all, kept, run } = await continueCase(name, typed, flags, io);
  const { selection, thread } = await chosen(symptom, all, asking && kept.runs.length === 0, io);
  run.onChosen(selection.symptom?.id, thread);
  const named = lookedAt(all, thread);
  return (await import('./live-run.ts')).examine(selection, named, io, asking && asksHere(flags), run);
}

/** Who hands the questions on has no answers. */
function asksHere({ questions }: DoctorFlags): boolean {
  return questions === undefined;
}

/** One conversation, and the others that are looked at after it. @throws UsageError beside what is of one alone */
function lookedAt(flags: DoctorFlags, picked: NamedRecord | undefined) {
  const named = withFirstThread({ ...flags, ...(picked && { thread: [picked] }) });
  const { otherThreads, ticket, session, save, wait, questions } = named;
  if (otherThreads === undefined) return named;
  const ofOne = {
    '--ticket': ticket,
    '--session': session,
    '--save': save,
    '--wait': wait,
    '--questions': questions,
  };
  const [flag] = Object.entries(ofOne).find(([, value]) => value !== undefined) ?? [];
  if (flag === undefined) return named;
  throw new UsageError(`--thread names several conversations, and ${flag} is of one.`, {
    hint:
      flag === '--save'
        ? 'Keep the run in a case, which holds a bundle of each: --case NAME.'
        : `Leave out ${flag}, or name one conversation.`,
  });
}

/** Their part has one form, and is no more and no less than what concerns them. */
function refuseBesideFor({ for: owner, format, quiet, full }: DoctorFlags): void {
  if (owner === undefined) return;
  const flag = quiet ? '--quiet' : full ? '--full' : format === 'text' ? undefined : `--format ${format}`;
  if (flag === undefined) return;
  throw new UsageError(`--for prints plain text for somebody else, so ${flag} has no use beside it.`, {
    hint: 'Leave one of them out.',
  });
}

/** `opencx-hubspot retest`: the connection subset, for scripts that repeat it. */
export async function retest(flags: RunFlags, io: Io): Promise<number> {
  return (await import('./live-run.ts')).examine(connectionChecks(), flags, io, false);
}

async function chosen(
  symptom: string | undefined,
  flags: DoctorFlags,
  asking: boolean,
  io: Io,
): Promise<{ selection: Selection; thread?: NamedRecord | undefined }> {
  const { only, skip } = flags;
  if (symptom !== undefined || !asking || !isBare(flags))
    return { selection: select({ symptom, only, skip }) };
  const picked = await pickSymptom(io);
  const selection = select({ symptom: picked, only, skip });
  return picked === undefined && !namesConversation(flags)
    ? { selection, thread: await pickConversation(io) }
    : { selection };
}

/** Half of everything is about one conversation, and without it none of that half is looked at. */
async function pickConversation(io: Io): Promise<NamedRecord | undefined> {
  const { introduce } = await import('../prompts/ask.ts');
  const { askThread } = await import('../prompts/open-questions.ts');
  introduce(io, 'Is there a conversation that shows it? Open it in the HubSpot inbox and paste its address.');
  return askThread(io);
}

function namesConversation({ thread, ticket, session, contact }: DoctorFlags): boolean {
  return [thread, ticket, session, contact].some((named) => named !== undefined);
}

async function pickSymptom(io: Io): Promise<string | undefined> {
  const { choose } = await import('../prompts/ask.ts');
  const symptoms = SYMPTOMS.map(({ id, title }) => ({ value: id as string, name: title, description: id }));
  return choose(io, 'What do you see?', symptoms, 'I am not sure: check everything');
}

/** Verdicts that are printed as they come cannot wait for answers, and nobody is asked again and again. */
function isForAPerson({ format, wait, quiet }: DoctorFlags): boolean {
  return format !== 'ndjson' && wait === undefined && !quiet;
}

/** Nothing says yet what to look at, so a list of symptoms is of use. */
function isBare(flags: DoctorFlags): boolean {
  const { only, skip, sandbox, format } = flags;
  return only.length === 0 && skip.length === 0 && sandbox === undefined && format === 'text';
}
