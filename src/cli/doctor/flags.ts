import type { Flags } from '../../config/index.ts';
import type { Threshold } from '../../doctor/status.ts';
import type { Format } from '../../reporters/formats.ts';

/** How a report is printed. */
export interface PrintFlags {
  format: Format;
  output?: string;
  full?: boolean;
  verbose?: boolean;
  quiet?: boolean;
}

/** The flags of a run that judges a live portal, as commander hands them over: what `doctor` and `retest` share. */
export interface RunFlags extends Flags, PrintFlags {
  sandbox?: string;
  suppressions?: string;
  save?: string;
  failOn: Threshold;
  exitZero?: boolean;
  /** Seconds for each fact. */
  timeout: number;
  /** Seconds for each look. */
  deadline: number;
  /** Seconds to go on looking until nothing is wrong. */
  wait?: number;
}

/** The doctor's flags. */
export interface DoctorFlags extends RunFlags {
  apiLog?: string[];
  map?: string[];
  saveAnswers?: string;
  from?: string;
  allProfiles?: boolean;
  outputDir?: string;
  only: string[];
  skip: string[];
  /** commander's reading of --no-input. */
  input: boolean;
}
