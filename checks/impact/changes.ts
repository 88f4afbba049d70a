/** What is known to have changed just where conversations began to be hit. It stands beside the count; it accuses nobody. */
import type { Turn } from '../../src/core/impact.ts';
import type { Used } from '../shared/define-check.ts';
import { obtained } from '../shared/obtained.ts';
import { moment } from './words.ts';

/** Where changes are written down. */
export type ChangesKnown = Used<'webhooks.activity' | 'logs.refusals'>;

/** A change takes effect a little later, and what was under way then still came to its end. */
const LEEWAY_MS = 15 * 60_000;

/** One sentence, or '' where nothing is known to have changed just then. */
export function changesAt({ lastBefore, firstSince }: Turn, used: ChangesKnown): string {
  const from = Date.parse(lastBefore) - LEEWAY_MS;
  const to = Date.parse(firstSince);
  const isThen = (at: string | undefined) =>
    at !== undefined && from <= Date.parse(at) && Date.parse(at) <= to;
  const logged = (obtained(used['webhooks.activity']) ?? [])
    .filter(({ at }) => isThen(at))
    .map(({ type, at }) => `HubSpot's security log shows ${type} at ${moment(at)}`);
  const refusedSince = obtained(used['logs.refusals'])?.unauthorized?.since;
  const refused =
    refusedSince !== undefined && isThen(refusedSince)
      ? [`the API-call log shows 401s since ${moment(refusedSince)}`]
      : [];
  const changes = [...logged, ...refused];
  return changes.length === 0 ? '' : ` Just then, ${changes.join(', and ')}.`;
}
