import { resolve } from 'node:path';
import { typedAgain } from '../../core/flags/typed-again.ts';
import type { Report, ReportCheck } from '../../core/report.ts';
import type { Selection } from '../../doctor/selection.ts';
import { UsageError } from '../../files/usage-error.ts';
import { printable } from '../../redact/printable.ts';
import { type DoctorPorts, type DoctorRequest, type DoctorResult, doctor } from '../../run/doctor.ts';
import type { CallRecord } from '../../wire/call-record.ts';
import type { CaseRun } from '../cases/doctor-case.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { masked } from '../output.ts';
import { startProgress } from '../progress.ts';
import { deliver, rehearse } from './deliver.ts';
import { type LookFlags, logsIn, type RunFlags } from './flags.ts';

/** Looks at a portal, tells what was found and keeps what is to be kept. */
export async function examine(
  selection: Selection,
  flags: RunFlags,
  io: Io,
  asking: boolean,
  inCase?: CaseRun,
): Promise<number> {
  expectAnswers(flags, asking);
  // What became of things since the run before comes first, and is known when all the rest is.
  const isStreamed = streamsVerdicts(flags) && !inCase && !flags.otherThreads;
  const stream = isStreamed ? await verdictsAsTheyCome(io) : undefined;
  const request = { ...requestFor(flags), ...waitFor(flags), selection, ...inCase?.request };
  const result = await doctor(request, io, {
    ...portsFor(flags, io, asking, inCase),
    ...(stream ? { onVerdict: stream.print } : { rehearse: (report) => rehearse(report, flags, io) }),
  });
  const report = (await inCase?.told(result)) ?? result.report;
  if (flags.verbose) printCalls(result.calls, io);
  if (stream) stream.end(report);
  else await deliver(report, flags, io);
  if (flags.open) await (await import('./open.ts')).openFor(report, flags, io);
  await saveBundle(result, flags, io);
  await inCase?.keep(result, report);
  if (flags.questions !== undefined) {
    const { examination, redactor } = result;
    const { writeForm } = await import('./write-form.ts');
    const told = redactor.redactIn(examination.reportForOthers());
    await writeForm(told, { ...flags, portalMeant: examination.settings.given.portalId }, io);
  }
  return flags.exitZero ? EXIT.clean : exitCodeOf(report, flags.failOn);
}

/** @throws UsageError where answers are to be saved and nothing can be asked */
export function expectAnswers({ saveAnswers }: LookFlags, asking: boolean): void {
  if (saveAnswers === undefined || asking) return;
  throw new UsageError('--save-answers writes what is answered at prompts, and nothing can be asked here.', {
    hint: 'It needs a terminal, no CI in the environment, and no --no-input.',
  });
}

/** In seconds: whoever counts reads page after page, and slowly; Ctrl-C ends that at any time with what is read. */
function deadlineOf({ deadline, since }: LookFlags): number {
  return deadline ?? (since === undefined ? 45 : 300);
}

/** The flags of a live run, as what is asked of it. */
export function requestFor(flags: LookFlags): Omit<DoctorRequest, 'selection' | 'wait'> {
  const { sandbox, suppressions, otherThreads } = flags;
  return {
    flags,
    ...(otherThreads && { otherThreads }),
    typed: typedAgain(flags),
    timeoutMs: flags.timeout * 1000,
    deadlineMs: deadlineOf(flags) * 1000,
    ...(sandbox !== undefined && { sandbox }),
    ...(suppressions !== undefined && { suppressions }),
    ...logsIn(flags),
  };
}

/** `--wait` ends when the exit code would be 0. */
export function waitFor({ wait, failOn }: RunFlags): Pick<DoctorRequest, 'wait'> {
  if (wait === undefined) return {};
  return { wait: { ms: wait * 1000, until: (report) => exitCodeOf(report, failOn) === EXIT.clean } };
}

/** What this terminal is told and asked meanwhile. */
export function portsFor(flags: LookFlags, io: Io, asking: boolean, inCase?: CaseRun): DoctorPorts {
  const quiet = flags.quiet === true;
  const about = flags.offline ? 'Reading what was given' : 'Asking HubSpot and OpenCX';
  return {
    // What was said in two ways is told however little else is.
    onNote: (note) => io.err(`${printable(note)}\n`),
    startProgress: () => startProgress(io, about, quiet),
    startReading: async () => (await import('../logs/reading-progress.ts')).startReading(io, quiet),
    onCanEnd: (milliseconds) => {
      io.endsWithin(milliseconds);
      const told = () => io.err('\nEnding: what was read so far is judged. Ctrl-C once more ends at once.\n');
      if (!quiet) io.signal.addEventListener('abort', told, { once: true });
    },
    onProblems: (report, { pauseMs, leftMs }) => {
      if (quiet) return;
      io.err(`${standing(report)}; looking again in ${seconds(pauseMs)}, for ${seconds(leftMs)} more.\n`);
    },
    ...(asking && {
      askForToken: async () => {
        const { askSecret } = await import('../prompts/ask.ts');
        return askSecret(io, 'Access token of the HubSpot app (not shown; Enter to go on without)');
      },
      askQuestions: async (examination, thread) => {
        if (thread !== undefined) io.err(`\nConversation ${thread}:\n`);
        const { askOpenQuestions } = await import('../prompts/open-questions.ts');
        await askOpenQuestions(examination, flags.saveAnswers, io, inCase?.onSaid);
      },
    }),
  };
}

/** Verdicts go out as they come where lines are printed for a program, and not written to a file as a whole. */
function streamsVerdicts({ format, output, quiet }: RunFlags): boolean {
  return format === 'ndjson' && output === undefined && !quiet;
}

/** `end` prints the verdicts that were not final before, then the causes and the report's last line. */
async function verdictsAsTheyCome(io: Io) {
  const { closingLines, verdictLineJson } = await import('../../reporters/ndjson.ts');
  const printed = new Set<string>();
  const line = (text: string) => io.out(masked(`${text}\n`, io));
  const print = (id: string, check: ReportCheck) => {
    printed.add(id);
    line(verdictLineJson(id, check));
  };
  return {
    print,
    end(report: Report) {
      for (const [id, check] of Object.entries(report.checks)) if (!printed.has(id)) print(id, check);
      closingLines(report).forEach(line);
    },
  };
}

/** Every call of the run, in the order in which they ended. */
export function printCalls(calls: readonly CallRecord[], io: Io): void {
  for (const { method, route, host, status, errorKind, tries, durationMs, correlationId } of calls) {
    const outcome = status ?? `no answer (${errorKind ?? 'unknown'})`;
    const again = tries > 1 ? `, ${tries} tries` : '';
    const trace = correlationId === undefined ? '' : `, correlation id ${correlationId}`;
    io.err(`${method} ${host}${route} -> ${outcome}, ${Math.round(durationMs)} ms${again}${trace}\n`);
  }
}

/** After the report, so that a bundle that must not be written takes nothing away. */
export async function saveBundle(
  { examination, redactor }: DoctorResult,
  { save, quiet, keepNames }: Pick<LookFlags, 'save' | 'quiet' | 'keepNames'>,
  io: Io,
): Promise<void> {
  if (save === undefined) return;
  const { writeBundle } = await import('../../doctor/bundle/write.ts');
  await writeBundle(resolve(io.cwd, save), examination.bundle(keepNames ? 'all' : 'ai-user'), redactor);
  if (!quiet)
    io.err(`The evidence is in ${save}; judge it again with: opencx-hubspot doctor --from ${save}\n`);
}

function standing({ status, causes }: Report): string {
  const [first] = causes;
  if (status === 'incomplete') return 'Not everything could be told';
  return first ? `Not healthy yet: ${first.id}` : 'Not healthy yet';
}

function seconds(milliseconds: number): string {
  return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
}
