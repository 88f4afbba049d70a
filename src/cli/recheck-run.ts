import type { Bundle } from '../bundle/index.ts';
import { nearest, UsageError } from '../config/index.ts';
import { CAUSE_IDS, type CauseId } from '../core/ids.ts';
import { compareReports } from '../doctor/compare.ts';
import { recheckSelection } from '../doctor/recheck.ts';
import { replay } from '../doctor/replay.ts';
import { renderComparison } from '../reporters/comparison/index.ts';
import { openBundle } from './bundle-run.ts';
import type { DoctorFlags } from './doctor-flags.ts';
import { type Io, toolVersion } from './io.ts';
import { examine } from './live-run.ts';
import { pageFor, putOut } from './put-out.ts';

/** `doctor recheck CAUSE --from FILE`: looks again at what can clear one cause, and shows before and after. */
export async function recheck(word: string, flags: DoctorFlags, io: Io): Promise<number> {
  const cause = causeNamed(word);
  const { from, ...live } = flags;
  if (from === undefined) {
    throw new UsageError('recheck compares with a run that was saved, and none was named.', {
      hint: `Name it: opencx-hubspot doctor recheck ${cause} --from FILE, where --save wrote FILE.`,
    });
  }
  const format = formatOf(flags);
  const { bundle } = await openBundle(from, flags, io);
  const selection = { symptom: null, checks: recheckSelection(cause), skipped: [] };
  const before = replay(bundle, {
    selection,
    threshold: flags.failOn,
    version: toolVersion(),
    now: () => performance.now(),
  });
  return examine(selection, { ...pointersOf(bundle), ...live }, io, {
    asking: false,
    tell: async (after, redactor) => {
      const text = await renderComparison(format, compareReports(before, after), pageFor(flags.output, io));
      await putOut(text, 'comparison', flags.output, redactor, io);
    },
  });
}

function causeNamed(word: string): CauseId {
  const id = CAUSE_IDS.find((known) => known === word);
  if (id !== undefined) return id;
  const near = nearest(word, CAUSE_IDS);
  throw new UsageError(`There is no cause "${word}".`, {
    hint: `${near ? `Did you mean ${near}? ` : ''}A report names its causes; \`opencx-hubspot checks\` lists them all.`,
  });
}

function formatOf({ format }: DoctorFlags): 'text' | 'json' | 'markdown' {
  if (format === 'text' || format === 'json' || format === 'markdown') return format;
  throw new UsageError(`Before and after cannot be shown as ${format}.`, {
    hint: 'Choose --format text, json or markdown.',
  });
}

/** Which conversation it was. A customer's address is in disguise in a bundle, so that has to be named again. */
function pointersOf({ context }: Bundle): Pick<DoctorFlags, 'thread' | 'ticket' | 'session'> {
  const { threadId, ticketId, sessionId } = context;
  return {
    ...(threadId !== undefined && { thread: threadId }),
    ...(ticketId !== undefined && { ticket: ticketId }),
    ...(sessionId !== undefined && { session: sessionId }),
  };
}
