import type { Options } from '../../core/flags/options.ts';
import { UsageError } from '../../files/usage-error.ts';
import { printable } from '../../redact/printable.ts';
import { renderComparison, renderConclusion } from '../../reporters/comparison/formats.ts';
import { causeNamed, recheck as lookAgain, type RecheckResult, type Standing } from '../../run/recheck.ts';
import type { RecheckInCase } from '../cases/recheck-case.ts';
import { withFirstThread } from '../doctor/flags.ts';
import { expectAnswers, portsFor, printCalls, requestFor, saveBundle } from '../doctor/live-run.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { pageFor, writeOutput } from '../output.ts';
import { printNotes } from './notes.ts';

type RecheckFlags = Options<'doctor recheck'>;

const EXIT_OF: Readonly<Record<Standing, number>> = {
  mended: EXIT.clean,
  accepted: EXIT.clean,
  'still-there': EXIT.problems,
  untold: EXIT.incomplete,
};

/** `doctor recheck CAUSE --from FILE`: looks again at what can clear one cause, and shows before and after. */
export async function recheck(word: string, flags: RecheckFlags, io: Io): Promise<number> {
  const cause = causeNamed(word);
  const inCase = await caseOf(cause, flags, io);
  const { from = inCase?.from, ...live } = { ...withFirstThread(flags), ...inCase?.options };
  if (from === undefined) {
    throw new UsageError('recheck compares with a run that was saved, and none was named.', {
      hint: `Name it: opencx-hubspot doctor recheck ${cause} --from FILE, where --save wrote FILE; or the case that holds it, with --case NAME.`,
    });
  }
  if (live.otherThreads) {
    throw new UsageError('recheck looks at one conversation, and --thread names several.', {
      hint: 'Name one of them.',
    });
  }
  const asking = io.interactive && isForAPerson(flags);
  expectAnswers(live, asking);
  const result = await lookAgain(
    { ...requestFor(live), ...(live.wait !== undefined && { waitMs: live.wait * 1000 }), cause, from },
    io,
    {
      ...portsFor(live, io, asking),
      onBundle: (opened) => {
        if (!flags.quiet) printNotes(opened, from, io);
      },
    },
  );
  if (flags.verbose) printCalls(result.calls, io);
  await printComparison(result, flags, io);
  if (result.untold && !flags.quiet) printWhatIsMissing(cause, result.untold, io);
  await saveBundle(result, flags, io);
  await inCase?.keep(result);
  return flags.exitZero ? EXIT.clean : EXIT_OF[result.standing];
}

/** The case that holds the run to compare with. @throws UsageError beside a file, and where it shows no such cause */
async function caseOf(cause: string, flags: RecheckFlags, io: Io): Promise<RecheckInCase | undefined> {
  if (flags.case === undefined) return undefined;
  if (flags.from !== undefined) {
    throw new UsageError('--case and --from each name the run to compare with.', {
      hint: 'Leave one of them out.',
    });
  }
  const { recheckInCase } = await import('../cases/recheck-case.ts');
  return recheckInCase(flags.case, cause, flags, io);
}

async function printComparison({ comparison }: RecheckResult, flags: RecheckFlags, io: Io): Promise<void> {
  const { format, output, quiet } = flags;
  const inOneLine = quiet === true && (output !== undefined || format === 'text');
  if (output !== undefined || !inOneLine) {
    const text = await renderComparison(format, comparison, pageFor(output, io));
    await writeOutput(text, 'comparison', output, io);
  }
  if (inOneLine) io.out(await renderConclusion(comparison, pageFor(undefined, io)));
  else if (output !== undefined) io.err(`The comparison is in ${output}.\n`);
}

/** Why the cause may still be there, and what would tell. */
function printWhatIsMissing(
  cause: string,
  { questions, reasons, contactUnknown }: NonNullable<RecheckResult['untold']>,
  io: Io,
): void {
  if (questions.length === 0 && reasons.length > 0) {
    io.err(`\nWhether ${cause} is mended could not be told:\n${listed(reasons)}`);
  }
  if (questions.length > 0) {
    io.err(`\nWhether ${cause} is mended, only an answer can tell:\n${listed(questions)}`);
    io.err('Settle it with the flag that it names, on a terminal, or with --answer KEY=VALUE.\n');
  }
  if (contactUnknown)
    io.err('The customer is in disguise in the bundle: name the address again with --contact EMAIL.\n');
}

function listed(sentences: readonly string[]): string {
  return sentences.map((sentence) => `  - ${printable(sentence)}\n`).join('');
}

/** Nobody is asked again and again, and a file or a script has no answers. */
function isForAPerson({ format, wait, quiet, input }: RecheckFlags): boolean {
  return input && format === 'text' && wait === undefined && !quiet;
}
