import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { Actor, Owner } from '../../src/core/hubspot/records.ts';
import { USER_ID_FORM, userNumber } from '../../src/core/hubspot/user-id.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, pass, unknown } from '../shared/judgement.ts';
import { errorOf, untold } from '../shared/obtained.ts';
import type { DefaultUserOwner } from './facts.ts';

const EXPECTED = 'the user id of an active HubSpot user, as A-7001 or 7001';

/**
 * The Default User ID is a *user* id. HubSpot gives every person an owner id as well, a number of the same look and in
 * some portals the same number, and one in the place of the other is the classic mix-up; so the number is looked up in
 * both senses.
 */
export default defineCheck({
  id: 'default-user/known',
  title: 'The Default User ID is an active HubSpot user',
  causes: [
    'default-user-missing',
    'default-user-unknown',
    'default-user-is-owner-id',
    'default-user-inactive',
  ],
  needs: ['opencx.defaultUserId'],
  uses: ['default-user.owner', 'default-user.actor'],
  symptoms: ['ai-stopped-replying'],
  docs: troubleshooting('ai-stopped-replying-mid-thread'),
  about:
    'Looks up the Default User ID that OpenCX shows among the users of the portal. The AI answers only conversations that are assigned to that user, so an id that names nobody, or a user who has left, keeps it silent. A number that is an owner id and no user id is told apart, with the id that was meant.',
  judge(needed, used) {
    const given = needed['opencx.defaultUserId'].trim();
    if (given === '') {
      return fail('default-user-missing', {
        summary: 'No Default User ID is set in OpenCX.',
        measured: 'empty',
        expected: EXPECTED,
      });
    }
    const userId = userNumber(given);
    if (userId === undefined) return notAUserId();
    const owner = used['default-user.owner'];
    const actor = used['default-user.actor'];
    if (owner.outcome === 'ok') return fromOwners(userId, owner.value, actor);
    if (actor.outcome !== 'ok') return untold(owner, actor);
    // An owner that came and could not be read may be the very one that is meant.
    return actor.value === null && errorOf(owner)?.kind === 'parse'
      ? untold(owner)
      : fromActor(userId, actor.value);
  },
});

/**
 * HubSpot has no word in this: it rests on what was typed. Not repeated in the report, for what is no id may be a secret
 * that was pasted into the wrong field.
 */
function notAUserId(): Judgement {
  return fail(
    { cause: 'default-user-unknown', confidence: 'likely' },
    {
      summary: `What was given as the Default User ID does not have ${USER_ID_FORM}. If that stands in OpenCX, it is wrong there.`,
      measured: 'not a user id',
      expected: EXPECTED,
    },
  );
}

function fromOwners(userId: string, owners: DefaultUserOwner, actor: Evidence<Actor | null>): Judgement {
  const { byUserId, byOwnerId, archived } = owners;
  if (byUserId) return known(userId, byUserId);
  if (archived) return inactive(userId, archived);
  if (byOwnerId?.userId === userId) return known(userId, byOwnerId);
  // An agent's id is a user id, whatever owner goes by the same number.
  if (actor.outcome === 'ok' && actor.value) {
    return unknown(
      `HubSpot knows an agent A-${userId} but lists no active user with that id, so whether the user is active is open.`,
      { measured: `A-${userId}`, expected: EXPECTED },
    );
  }
  if (byOwnerId) return ownerId(userId, byOwnerId, actor.outcome === 'ok');
  // Where somebody else answers for HubSpot's agents, its word on the owners is not HubSpot's for sure either.
  return errorOf(actor)?.kind === 'parse' ? untold(actor) : nobody(userId);
}

/** Without the owners, an agent of that id shows that the user exists, not that the user is active. */
function fromActor(userId: string, actor: Actor | null): Judgement {
  if (!actor) return nobody(userId);
  return unknown(
    `HubSpot knows the agent A-${userId}${actor.name ? `, ${actor.name}` : ''}. Owners could not be read, so whether that user is still active was not seen.`,
    { measured: `A-${userId}`, expected: EXPECTED },
  );
}

function known(userId: string, user: Owner): Judgement {
  return pass(`The Default User ID is ${nameOf(user)}.`, { measured: `A-${userId}` });
}

function nobody(userId: string): Judgement {
  return fail(
    { cause: 'default-user-unknown', details: { id: `A-${userId}` } },
    { summary: `No user of the portal has the id ${userId}.`, measured: `A-${userId}`, expected: EXPECTED },
  );
}

function inactive(userId: string, owner: Owner): Judgement {
  return fail(
    { cause: 'default-user-inactive', details: { id: `A-${userId}`, name: nameOf(owner) } },
    {
      summary: `The Default User ID is ${nameOf(owner)}, who was deactivated or removed in HubSpot.`,
      measured: `A-${userId}, not active`,
      expected: EXPECTED,
    },
  );
}

/**
 * Owner ids and user ids are two things that may be equal, so that the number is one proves nothing against the other:
 * what tells the mix-up is the owner's own, other user id, and that no agent goes by the number.
 *
 * @param noAgent whether HubSpot says that there is no agent of this id
 */
function ownerId(given: string, owner: Owner, noAgent: boolean): Judgement {
  const rightId = owner.userId && `A-${owner.userId}`;
  const isSure = noAgent && rightId !== undefined;
  return fail(
    {
      cause: 'default-user-is-owner-id',
      ...(isSure ? {} : { confidence: 'likely' as const }),
      details: { id: given, name: nameOf(owner), ...(rightId && { rightId }) },
    },
    {
      summary: `${given} is the owner id of ${nameOf(owner)}; OpenCX wants the user id${rightId ? `, which is ${rightId}` : ''}.`,
      measured: `owner id ${given}`,
      expected: rightId ?? EXPECTED,
    },
  );
}

function nameOf(owner: Owner): string {
  return owner.name ?? `owner ${owner.id}`;
}
