import { env } from 'node:process';

/** Whether every count is the full one: `PROOF=1`. Without it, each kind is tried once, small and always the same. */
export const PROOF = env['PROOF'] === '1';

/** On how many cases a property is tried: all with `PROOF`, else a tenth. */
export function runs(full: number): number {
  return PROOF ? full : Math.ceil(full / 10);
}
