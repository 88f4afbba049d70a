/**
 * Mutants that no test can notice, or that nobody needs noticed, each with the reason. One that is listed here is left out
 * of the score, and told with its reason all the same. Code that has changed since takes its entry with it: the run says
 * which entries stand for nothing any more.
 */
export interface Accepted {
  file: string;
  /** The line on which it begins, as it stands in the file, without the space around it. */
  line: string;
  /** What is put in the place of what: `a <= b -> a < b`. */
  change: string;
  reason: string;
}

export const ACCEPTED: readonly Accepted[] = [];
