import type { Options } from '../../core/flags/options.ts';
import { UsageError } from '../../files/usage-error.ts';
import { closingLines, verdictLineJson } from '../../reporters/ndjson.ts';
import { type ProvePorts, prove as proveIt } from '../../run/prove/prove.ts';
import { deliver } from '../doctor/deliver.ts';
import { printCalls, saveBundle } from '../doctor/live-run.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { masked } from '../output.ts';
import { startProgress } from '../progress.ts';
import { eventLines } from './events.ts';
import { calmLines } from './lines.ts';

type ProveFlags = Options<'prove'>;

/** `opencx-hubspot prove`: a live test, told hop by hop, and the report on it. */
export async function prove(flags: ProveFlags, io: Io): Promise<number> {
  expectSomebody(flags, io);
  // The first Ctrl-C ends the watching, and what is known so far is told.
  io.endsWithin(LAST_WORDS_MS);
  const { sandbox, save, timeout, patience } = flags;
  const result = await proveIt(
    {
      flags,
      timeoutMs: timeout * 1000,
      patienceMs: patience * 1000,
      deadlineMs: LAST_LOOK_MS,
      redacted: save !== undefined,
      ...(sandbox !== undefined && { sandbox }),
    },
    io,
    portsFor(flags, io),
  );
  const { report } = result;
  if (flags.verbose) printCalls(result.calls, io);
  if (streams(flags)) {
    const verdicts = Object.entries(report.checks).map(([id, check]) => verdictLineJson(id, check));
    for (const line of [...verdicts, ...closingLines(report)]) io.out(masked(`${line}\n`, io));
  } else await deliver(report, flags, io);
  await saveBundle(result, flags, io);
  return flags.exitZero ? EXIT.clean : exitCodeOf(report, flags.failOn);
}

/** What is known when the test is broken off is judged, and told, within so long. */
const LAST_WORDS_MS = 9_000;
/** For what is looked at beside the hops, once they are over. */
const LAST_LOOK_MS = 45_000;

function portsFor(flags: ProveFlags, io: Io): ProvePorts {
  const quiet = flags.quiet === true;
  const tell = streams(flags) ? eventLines(io) : quiet ? {} : calmLines(io);
  return { ...tell, startProgress: () => startProgress(io, 'Asking HubSpot and OpenCX', quiet) };
}

/** Steps and verdicts go out as they come where lines are printed for a program. */
function streams({ format, output, quiet }: ProveFlags): boolean {
  return format === 'ndjson' && output === undefined && !quiet;
}

/** @throws UsageError where nobody is there to write the message */
function expectSomebody(flags: ProveFlags, io: Io): void {
  if (flags.sandbox !== undefined || io.interactive || streams(flags)) return;
  throw new UsageError('A live test asks somebody to write a message, and nobody can be asked here.', {
    hint: 'Run it on a terminal; or with --format ndjson, and have a script do what its lines of type "ask" say; or try it with --sandbox NAME.',
  });
}
