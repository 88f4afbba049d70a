import type { LogRefusals } from '../../src/core/log-refusals.ts';
import { type Judgement, unknown } from '../shared/judgement.ts';

/** What is concluded of a log in which there is nothing to look at: that no call was refused proves nothing then. */
export function emptyLog({ calls }: LogRefusals): Judgement | undefined {
  return calls > 0
    ? undefined
    : unknown('No call of the API-call log is left to look at, so it proves nothing.');
}

/** `1 call looked at`: what a clean result rests on. */
export function lookedAt({ calls }: LogRefusals): string {
  return `${calls} ${calls === 1 ? 'call' : 'calls'} looked at`;
}

/** `once`, `4 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
