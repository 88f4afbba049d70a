import { CHECKS } from '../../checks/index.ts';

/** The checks that can name a cause, and so can clear it, in the order of a whole run. */
export function recheckSelection(cause: string): string[] {
  return CHECKS.filter(({ causes }) => causes.some((id) => id === cause)).map(({ id }) => id);
}
