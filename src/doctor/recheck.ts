import { CHECKS } from '../../checks/index.ts';
import type { CauseId, CheckId } from '../core/ids.ts';

/** The checks that can name a cause, and so can clear it, in the order of a whole run. */
export function recheckSelection(cause: CauseId): CheckId[] {
  return CHECKS.filter(({ causes }) => causes.includes(cause)).map(({ id }) => id);
}
