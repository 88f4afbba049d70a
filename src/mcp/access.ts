/** The arguments that say which portal is meant and what of it, and what they come to for a run. */
import { CONNECTION_MODES } from '../core/connection.ts';
import * as record from '../core/flags/record-values.ts';
import { START } from '../core/flags/time-values.ts';
import { oneOf, PORTAL, type TypedAnswer, text } from '../core/flags/values.ts';
import { UsageError } from '../files/usage-error.ts';
import { environmentOfProfile } from '../run/profiles.ts';
import type { Surroundings } from '../run/surroundings.ts';
import type { AnswersGiven } from './answers.ts';
import { type Arguments, type Read, word } from './arguments.ts';
import type { Room } from './room.ts';
import type { Access } from './run.ts';

export const PORTAL_MEANT = {
  profile: word(text('name'), 'profile of the configuration file; see list_portals'),
  sandbox: word(PORTAL, 'emulated portal in place of a real one, to try things out'),
} satisfies Arguments;

export const RECORD_MEANT = {
  thread: word(record.THREAD, 'HubSpot conversation that shows the problem: thread id or its address'),
  ticket: word(record.TICKET, 'HubSpot ticket: id or address'),
  session: word(record.SESSION, 'OpenCX session: uuid'),
  contact: word(record.EMAIL, 'email address of the customer'),
  since: word(
    START,
    'also count how many conversations are hit since then, and from when on: 24h, 7d or a time',
  ),
  mode: word(oneOf('mode', CONNECTION_MODES), 'how HubSpot is connected, if known'),
} satisfies Arguments;

type Meant = Read<typeof PORTAL_MEANT> & Partial<Read<typeof RECORD_MEANT>>;

/** @throws UsageError where a portal is named twice */
export function accessOf(
  { sandbox, profile, ...meant }: Meant,
  { given }: Room,
  answer: readonly TypedAnswer[] = [],
): Access {
  if (sandbox !== undefined && profile !== undefined)
    throw new UsageError('profile and sandbox each name a portal.', { hint: 'Leave one of them out.' });
  const named = Object.fromEntries(
    Object.keys(RECORD_MEANT).flatMap((name) => {
      const value = meant[name as keyof typeof meant];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const own = sandbox === undefined ? given.flags : {};
  return {
    flags: {
      ...own,
      ...named,
      ...(profile !== undefined && { profile }),
      ...(answer.length > 0 && { answer: [...answer] }),
    },
    ...(sandbox !== undefined && { sandbox }),
  };
}

/** What was named by the key of its question is read as its argument would be. */
export function pointedTo(given: AnswersGiven['pointed'] | undefined): Partial<Read<typeof RECORD_MEANT>> {
  const { thread, session } = given ?? {};
  return {
    ...(thread !== undefined && { thread: RECORD_MEANT.thread.read(thread, 'thread') }),
    ...(session !== undefined && { session: RECORD_MEANT.session.read(session, 'session') }),
  };
}

/** With a profile named, what the environment says of one portal counts for none; whoever answers here is an agent. */
export function aroundFor<A extends Pick<Surroundings, 'env'>>({ flags }: Access, around: A): A {
  const env = flags.profile === undefined ? around.env : environmentOfProfile(around.env);
  return { ...around, env: { ...env, USER: SAID_BY } };
}

/** As reports name who gave an answer. */
const SAID_BY = 'an agent';
