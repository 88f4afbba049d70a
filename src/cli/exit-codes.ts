import { EXIT } from '../core/exit-codes.ts';
import type { Report } from '../core/report.ts';
import type { Threshold } from '../core/verdict.ts';
import { conclusionOf } from '../doctor/status.ts';

export { EXIT };

export function exitCodeOf(report: Report, threshold: Threshold): number {
  return EXIT[conclusionOf(report, threshold)];
}

/** How a command hands back its exit code. */
export type Finish = (exitCode: number) => void;

/** Of several runs: problems win over everything, then what could not even be run, then what could not be told. */
export function worst(codes: readonly number[]): number {
  const order = [EXIT.problems, EXIT.usage, EXIT.incomplete];
  const known = order.find((code) => codes.includes(code));
  if (known !== undefined) return known;
  return codes.every((code) => code === EXIT.clean) ? EXIT.clean : EXIT.incomplete;
}
