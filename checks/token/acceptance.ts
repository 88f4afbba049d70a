import type { EvidenceKey } from '../facts.ts';
import type { Used } from '../shared/define-check.ts';
import { answered, errorOf } from '../shared/obtained.ts';

/** The calls by which HubSpot shows what it makes of the token. */
export const ACCEPTANCE = [
  'token.introspection',
  'account.details',
  'owners.read',
  'conversation.thread',
] as const satisfies readonly EvidenceKey[];

type Asked = Used<(typeof ACCEPTANCE)[number]>;

/** Whether HubSpot takes the token; false also where it could not be asked. */
export function isAccepted(asked: Asked): boolean {
  const introspection = asked['token.introspection'];
  const details = asked['account.details'];
  const reads = [details, asked['owners.read'], asked['conversation.thread']];
  if (creatorLacksPermissions(asked)) return false;
  // A read that worked outweighs a refused introspection: that call is not documented for every kind of token.
  if (reads.some(({ outcome }) => outcome === 'ok')) return true;
  return introspection.outcome === 'ok' && !answered(details, 488);
}

/** HubSpot's word that the person who made the token has left the portal. */
export function creatorLacksPermissions(asked: Asked): boolean {
  return ACCEPTANCE.some((key) => errorOf(asked[key])?.category === 'USER_DOES_NOT_HAVE_PERMISSIONS');
}
