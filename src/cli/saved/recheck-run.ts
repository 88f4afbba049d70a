import { CAUSE_IDS } from '../../../checks/causes.ts';
import { nearestHint, UsageError } from '../../config/index.ts';
import type { Report } from '../../core/report.ts';
import type { Bundle } from '../../doctor/bundle/bundle.ts';
import { type Comparison, compareReports } from '../../doctor/compare.ts';
import { replay } from '../../doctor/replay.ts';
import { recheckSelection } from '../../doctor/selection.ts';
import type { Redactor } from '../../redact/index.ts';
import { renderComparison, renderConclusion } from '../../reporters/comparison/formats.ts';
import type { DoctorFlags } from '../doctor/flags.ts';
import { examine } from '../doctor/live-run.ts';
import { type Io, toolVersion } from '../io.ts';
import { expectFilesApart } from '../places-to-write.ts';
import { pageFor, putOut } from '../put-out.ts';
import { openBundle } from './bundle-run.ts';
import { rememberedBy } from './recheck-settings.ts';

/** `doctor recheck CAUSE --from FILE`: looks again at what can clear one cause, and shows before and after. */
export async function recheck(word: string, flags: DoctorFlags, io: Io): Promise<number> {
  const cause = causeNamed(word);
  const { from, ...live } = flags;
  if (from === undefined) {
    throw new UsageError('recheck compares with a run that was saved, and none was named.', {
      hint: `Name it: opencx-hubspot doctor recheck ${cause} --from FILE, where --save wrote FILE.`,
    });
  }
  refuseOwnChoice(flags);
  formatOf(flags);
  expectFilesApart(flags, io);
  const { bundle } = await openBundle(from, flags, io);
  const selection = { symptom: null, checks: recheckSelection(cause), skipped: [] };
  const before = replay(bundle, { ...judging(flags), selection });
  if (!isShown(cause, before)) throw notShown(cause, from, bundle, flags);

  const settings = { ...rememberedBy(bundle, cause, io.env), ...live };
  const asking = io.interactive && isForAPerson(flags);
  return examine(selection, settings, io, {
    asking,
    ...(asking && {
      settle: async (run) => {
        const { settleOpenQuestions } = await import('../prompts/open-questions.ts');
        await settleOpenQuestions(run, flags, io);
      },
    }),
    tell: async (after, redactor) => {
      const comparison = compareReports(before, after);
      await tellComparison(comparison, flags, redactor, io);
      const isUntold = comparison.causes.untold.some(
        ({ id, now }) => id === cause && !now.some(({ accepted }) => accepted),
      );
      if (isUntold && !flags.quiet) tellWhatIsMissing(cause, after, bundle, flags, io);
      // That everything else is well does not say that this cause is mended.
      return isUntold && after.status === 'healthy' ? 'incomplete' : after.status;
    },
  });
}

function judging({ failOn }: DoctorFlags) {
  return { threshold: failOn, version: toolVersion(), now: () => performance.now() };
}

function isShown(cause: string, { causes }: Report): boolean {
  return causes.some(({ id }) => id === cause);
}

function notShown(cause: string, from: string, bundle: Bundle, flags: DoctorFlags): UsageError {
  const shown = replay(bundle, judging(flags)).causes.map(({ id }) => id);
  const others = shown.length === 0 ? 'It shows no cause.' : `It shows: ${shown.join(', ')}.`;
  const only = recheckSelection(cause).join(',');
  return new UsageError(`${from} does not show ${cause}, so there is no before to compare with.`, {
    hint: `${others} To look for ${cause} alone, run \`opencx-hubspot doctor --only ${only}\`.`,
  });
}

async function tellComparison(
  comparison: Comparison,
  flags: DoctorFlags,
  redactor: Redactor,
  io: Io,
): Promise<void> {
  const { output, quiet } = flags;
  const format = formatOf(flags);
  const inOneLine = quiet === true && (output !== undefined || format === 'text');
  if (output !== undefined || !inOneLine) {
    const text = await renderComparison(format, comparison, pageFor(output, io));
    await putOut(text, 'comparison', output, redactor, io);
  }
  if (inOneLine) io.out(await renderConclusion(comparison, pageFor(undefined, io)));
  else if (output !== undefined) io.err(`The comparison is in ${output}.\n`);
}

/** Why the cause may still be there, and what would tell. */
function tellWhatIsMissing(
  cause: string,
  { checks, evidence }: Report,
  { context }: Bundle,
  { contact }: DoctorFlags,
  io: Io,
): void {
  const open = Object.values(checks).filter(({ status }) => status === 'manual');
  const questions = [...new Set(open.map(({ question, summary }) => question ?? summary))];
  if (questions.length > 0) {
    const list = questions.map((question) => `  - ${question}\n`).join('');
    io.err(`\nWhether ${cause} is mended, only an answer can tell:\n${list}`);
    io.err('Settle it with the flag that it names, on a terminal, or with --answers FILE.\n');
  }
  const isContactOpen = evidence['conversation.contactEmail']?.outcome === 'missing';
  if (isContactOpen && context.contact !== undefined && contact === undefined)
    io.err('The customer is in disguise in the bundle: name the address again with --contact EMAIL.\n');
}

/** Nobody is asked again and again, and a file or a script has no answers. */
function isForAPerson({ format, wait, quiet, input }: DoctorFlags): boolean {
  return input && format === 'text' && wait === undefined && !quiet;
}

function causeNamed(word: string): string {
  const id = CAUSE_IDS.find((known) => known === word);
  if (id !== undefined) return id;
  throw new UsageError(`There is no cause "${word}".`, {
    hint: `${nearestHint(word, CAUSE_IDS)}A report names its causes; \`opencx-hubspot checks\` lists them all.`,
  });
}

function refuseOwnChoice({ only, skip }: DoctorFlags): void {
  const flag = only.length > 0 ? '--only' : '--skip';
  if (only.length + skip.length === 0) return;
  throw new UsageError(
    `recheck looks at the checks that can clear the cause, so ${flag} has nothing to say there.`,
  );
}

function formatOf({ format }: DoctorFlags): 'text' | 'json' | 'markdown' {
  if (format === 'text' || format === 'json' || format === 'markdown') return format;
  throw new UsageError(`Before and after cannot be shown as ${format}.`, {
    hint: 'Choose --format text, json or markdown.',
  });
}
