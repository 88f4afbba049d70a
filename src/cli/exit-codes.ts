import type { Report } from '../core/report.ts';

/** The same for every format and every command that judges. */
export const EXIT = {
  healthy: 0,
  problems: 1,
  /** Wrong usage, or a file of ours that cannot be read. */
  usage: 2,
  incomplete: 3,
  interrupted: 130,
  terminated: 143,
} as const;

export function exitCodeOf(status: Report['status']): number {
  return EXIT[status];
}

/** How a command hands back its exit code. */
export type Finish = (exitCode: number) => void;
