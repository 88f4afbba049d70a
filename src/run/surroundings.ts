import type { Environment } from '../config/sources.ts';
import type { Redactor } from '../redact/redactor.ts';

/** Where a command runs, as far as it goes without a terminal: the command line hands in more, a page or a door less. */
export interface Surroundings {
  env: Environment;
  /** Where relative paths begin, and from where a configuration file is looked for upwards. */
  cwd: string;
  /** Aborted when whoever asked wants the command to stop. */
  signal: AbortSignal;
  /** Is taught every secret of the run; what is printed passes it. A run without one makes its own. */
  redactor?: Redactor;
  /** All of standard input; absent where there is none. */
  readStdin?(): Promise<string>;
  /** Standard input as it comes, for what need not be held whole. It can be read once. */
  stdin?(): AsyncIterable<Uint8Array>;
}
