/** From a count back to one conversation of it, which can be looked at by itself. */
import { type Impact, isUntold } from '../../src/core/impact.ts';

const COUNTED = {
  'impact/sessions-made': 'sessions',
  'impact/replies-public': 'replies',
  'impact/tickets-made': 'tickets',
  'impact/owners-held': 'owners',
} as const satisfies Readonly<Record<string, keyof Impact>>;

export function isCount(check: string): check is keyof typeof COUNTED {
  return Object.hasOwn(COUNTED, check);
}

/** Id of the newest thread that is hit; undefined where none is known, as in a bundle, which keeps no ids. */
export function exampleOf(check: string, impact: Impact): string | undefined {
  if (!isCount(check)) return undefined;
  const share = impact[COUNTED[check]];
  return isUntold(share) ? undefined : share.examples[0];
}
