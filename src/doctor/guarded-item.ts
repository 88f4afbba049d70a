import type { Evidence } from '../core/evidence.ts';
import { guarded } from '../core/unreadable.ts';

const KNOWN = new WeakMap<Evidence<unknown>, Evidence<unknown>>();

/**
 * A piece of evidence for whoever judges by it, see `guarded`. Each is looked through once, however many checks and
 * ways of connecting it is judged for: evidence never changes.
 */
export function guardedItem<T extends Evidence<unknown>>(item: T): T {
  const known = KNOWN.get(item);
  if (known !== undefined) return known as T;
  const looked = guarded(item);
  KNOWN.set(item, looked);
  return looked;
}
