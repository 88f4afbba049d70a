import type { EvidenceSet } from '../../../checks/facts.ts';
import type { Report } from '../../core/report.ts';
import { ripeChecks } from '../../doctor/ripe.ts';
import type { Selection } from '../../doctor/selection.ts';
import { closingLines, verdictLineJson } from '../../reporters/ndjson.ts';
import type { Io } from '../io.ts';
import type { Examination } from './examination.ts';
import type { RunFlags } from './flags.ts';

/** Prints verdicts as JSON lines as soon as they are reached. */
export interface VerdictStream {
  /** Judges what has come so far and prints every verdict that is final by now. */
  take(run: Examination, soFar: EvidenceSet): void;
  /** Prints what was not printed yet, then the causes and the report's last line. */
  end(report: Report): void;
}

/**
 * @returns undefined where the lines cannot be final before the end: a suppression holds for a portal that is known
 * late, a waiting run looks again, and a file is written whole
 */
export function verdictStream(
  selection: Selection,
  redact: (text: string) => string,
  flags: RunFlags,
  io: Io,
): VerdictStream | undefined {
  if (flags.format !== 'ndjson' || flags.output !== undefined || flags.wait !== undefined || flags.quiet)
    return undefined;
  const printed = new Set<string>();
  const print = (ids: readonly string[], { checks }: Report) => {
    for (const id of ids) {
      const check = checks[id];
      if (!check || printed.has(id)) continue;
      printed.add(id);
      io.out(redact(`${verdictLineJson(id, check)}\n`));
    }
  };
  return {
    take(run, soFar) {
      const ripe = ripeChecks(selection.checks, soFar).filter((id) => !printed.has(id));
      if (ripe.length > 0) print(ripe, run.report(soFar));
    },
    end(report) {
      print(Object.keys(report.checks) as string[], report);
      for (const line of closingLines(report)) io.out(redact(`${line}\n`));
    },
  };
}
