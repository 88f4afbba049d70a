import { env } from 'node:process';

/** Whether every count is the full one: `PROOF=1`. Without it, each kind is tried once, small and always the same. */
export const PROOF = env['PROOF'] === '1';

/** On how many cases a property is tried: all with `PROOF`, else a tenth, and on no more than a hundred. */
export function runs(full: number): number {
  return PROOF ? full : Math.min(100, Math.ceil(full / 10));
}

/** Which of many cases of one kind are tried: all with `PROOF`, else one in ten, from all over the list. */
export function some<T>(all: readonly T[]): readonly T[] {
  return PROOF ? all : all.filter((_, index) => index % 10 === 0);
}

/** Which of a few is tried with the case of this number: all with `PROOF`, else one, in turn. */
export function inTurn<T>(all: readonly T[], number: number): readonly T[] {
  return PROOF ? all : all.filter((_, index) => index === number % all.length);
}
