import type { Options } from '../../core/flags/options.ts';
import { typedAgain } from '../../core/flags/typed-again.ts';
import { UsageError } from '../../files/usage-error.ts';
import { printable } from '../../redact/printable.ts';
import { closingLines, verdictLineJson } from '../../reporters/ndjson.ts';
import type { PlannedChange, PutBack } from '../../run/prove/change/ticket-change.ts';
import { type ProvePorts, prove as proveIt } from '../../run/prove/prove.ts';
import { deliver } from '../doctor/deliver.ts';
import { printCalls, saveBundle } from '../doctor/live-run.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { masked } from '../output.ts';
import { startProgress } from '../progress.ts';
import { eventLines } from './events.ts';
import { calmLines, changeInWords, type Told } from './lines.ts';

type ProveFlags = Options<'prove'>;

/** `opencx-hubspot prove`: a live test, told hop by hop, and the report on it. */
export async function prove(flags: ProveFlags, io: Io): Promise<number> {
  expectSomebody(flags, io);
  // The first Ctrl-C ends the watching, and what is known so far is told.
  io.endsWithin(LAST_WORDS_MS);
  const { sandbox, timeout, patience } = flags;
  const result = await proveIt(
    {
      flags,
      typed: typedAgain(flags),
      timeoutMs: timeout * 1000,
      patienceMs: patience * 1000,
      deadlineMs: LAST_LOOK_MS,
      ...(sandbox !== undefined && { sandbox }),
      ...(flags.change !== undefined && { change: { property: flags.change, agreed: flags.yes === true } }),
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
  const tell = streams(flags) ? eventLines(io) : calmLines(io);
  // What is written is told whatever else is.
  const told = quiet ? { onChange: tell.onChange, onPutBack: tell.onPutBack } : tell;
  return {
    ...held(told, io),
    ...(canBeAsked(flags, io) && { agree: (planned: PlannedChange) => agree(planned, io) }),
    onNote: (note) => io.err(`${printable(note)}\n`),
    startProgress: () => startProgress(io, 'Asking HubSpot and OpenCX', quiet),
  };
}

/** Between the change and its being put back nothing cuts the process off: neither a second Ctrl-C nor a fault. */
function held<P extends Pick<Told, 'onChange' | 'onPutBack'>>({ onChange, onPutBack, ...told }: P, io: Io) {
  let stopListening = () => {};
  let fault: unknown;
  return {
    ...told,
    onChange(planned: PlannedChange) {
      io.endsWithin(Number.POSITIVE_INFINITY);
      io.heedsHangup();
      stopListening = io.onUncaught((error) => {
        fault = error;
        return true;
      });
      onChange(planned);
    },
    onPutBack(planned: PlannedChange, how: PutBack) {
      onPutBack(planned, how);
      stopListening();
      io.endsWithin(LAST_WORDS_MS);
      if (fault !== undefined) throw fault;
    },
  };
}

function canBeAsked(flags: ProveFlags, { interactive }: Io): boolean {
  return interactive && !streams(flags);
}

async function agree(planned: PlannedChange, io: Io): Promise<boolean> {
  const { confirm, wrapped } = await import('../prompts/ask.ts');
  io.tell(`\n${wrapped(io, changeInWords(planned))}\n`.replaceAll(/^(?=.)/gm, '  '));
  return confirm(io, 'Change it for the test?', false);
}

/** Steps and verdicts go out as they come where lines are printed for a program. */
function streams({ format, output, quiet }: ProveFlags): boolean {
  return format === 'ndjson' && output === undefined && !quiet;
}

/** @throws UsageError where nobody is there to write the message, or to agree to a change */
function expectSomebody(flags: ProveFlags, io: Io): void {
  if (flags.change !== undefined && !flags.yes && !canBeAsked(flags, io)) {
    throw new UsageError('--change writes to a ticket, and nobody can be asked here whether it may.', {
      hint: 'Agree to it beforehand with --yes, or leave --change out.',
    });
  }
  if (flags.sandbox !== undefined || io.interactive || streams(flags)) return;
  throw new UsageError('A live test asks somebody to write a message, and nobody can be asked here.', {
    hint: 'Run it on a terminal; or with --format ndjson, and have a script do what its lines of type "ask" say; or try it with --sandbox NAME.',
  });
}
