/** Logs of calls as they may come: each of one length of time, with the same calls every time. */
import type { ApiCall } from '../../../src/logs/fields/roles.ts';
import { limitBody, minutes, scopesBody } from './calls.ts';

const PATHS = [
  '/crm/owners/v3/A-7001',
  '/crm/v3/owners?limit=1',
  '/crm/v3/objects/tickets/57000001',
  '/crm/v3/objects/contacts/search',
  '/conversations/v3/conversations/threads/8243595013/messages',
  '/integrations/v1/me',
  '/crm/v3/objects/contacts/301',
  '/settings/v3/users/7001',
  '/account-info/v3/activity/security',
  '/conversations/v3/conversations/actors/batch/read',
  '/crm/v3/objects/tickets/57000001/associations/contacts',
];
const METHODS = ['GET', 'POST', 'PATCH', undefined];
const TOKEN_GONE = JSON.stringify({ status: 'error', message: 'Gone', category: 'INVALID_AUTHENTICATION' });
const EXPIRED = JSON.stringify({ status: 'error', message: 'Over', category: 'EXPIRED_AUTHENTICATION' });
const CREATOR_GONE = JSON.stringify({
  status: 'error',
  message: 'No longer',
  category: 'USER_DOES_NOT_HAVE_PERMISSIONS',
});
const ANSWERS: readonly Pick<ApiCall, 'status' | 'body' | 'category' | 'told' | 'over'>[] = [
  { status: 200 },
  { status: 201 },
  { status: 200 },
  { status: 403, body: scopesBody(['crm.objects.owners.read']) },
  { status: 403 },
  { status: 429, body: limitBody('TEN_SECONDLY_ROLLING') },
  { status: 429 },
  { status: 401, body: TOKEN_GONE },
  { status: 401, body: EXPIRED },
  { status: 403, body: scopesBody(['tickets', 'crm.objects.tickets.read']) },
  { status: 403, body: scopesBody(['files', 'tickets'], 'All of the following scopes are required.') },
  { status: 403, body: scopesBody(['contacts']) },
  { status: 403, body: CREATOR_GONE },
  { status: 403, body: '<html>Forbidden</html>' },
  { status: 403, body: "This app hasn't been granted all required scopes", told: true },
  { status: 403, category: 'Missing scopes' },
  { status: 403, category: 'Forbidden 7' },
  { status: 403, category: 'GATED' },
  { status: 429, category: 'DAILY' },
  { status: 200, told: true },
  { status: 200, over: true },
  { status: 404 },
  { status: 488 },
  { status: 488, body: JSON.stringify({ category: 'WRONG_HUBLET' }) },
  { status: 502 },
  {},
];

/** By its name: how long a time the log is of. */
const LENGTHS = {
  'no-times': undefined,
  seconds: 0.5,
  'an-hour': 60,
  'two-days': 2 * 24 * 60,
  'three-weeks': 21 * 24 * 60,
} as const;
const CALLS = 240;

export function drawnLogs(): [name: string, calls: ApiCall[]][] {
  return Object.entries(LENGTHS).map(([name, length], index) => [name, drawn(length, index + 1)]);
}

function drawn(length: number | undefined, seed: number): ApiCall[] {
  const next = numbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  return Array.from({ length: CALLS }, (_, index) => {
    // The longer a log goes on, the more is refused in it, so that what ends and what lasts both come.
    const answer = next() < index / CALLS ? pick(ANSWERS) : { status: 200 };
    const method = pick(METHODS);
    const durationMs = next() < 0.8 ? Math.round(20 * 400 ** next()) : undefined;
    const at = next() < 0.95 && length !== undefined ? minutes((length * index) / CALLS) : undefined;
    return {
      path: pick(PATHS),
      ...answer,
      ...(method !== undefined && { method }),
      ...(durationMs !== undefined && { durationMs }),
      ...(at !== undefined && { at: Math.round(at) }),
    };
  });
}

/** The same numbers from 0 to 1 for the same seed (a linear congruential generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
