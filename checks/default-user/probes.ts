import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { OWNERS_SCOPE } from '../../src/core/hubspot/scopes.ts';
import { userNumber } from '../../src/core/hubspot/user-id.ts';
import { demandPortal } from '../shared/absence.ts';
import { demand } from '../shared/got.ts';
import { defineProbes } from '../shared/probe.ts';
import { stated } from '../shared/stated.ts';
import type { defaultUserFacts } from './facts.ts';

export const defaultUserProbes = defineProbes<keyof typeof defaultUserFacts>({
  'opencx.defaultUserId': {
    async obtain(world) {
      const { defaultUserId } = world.given;
      if (defaultUserId !== undefined) return { value: defaultUserId };
      const answer = stated(world, 'opencx.defaultUserId');
      if (answer) return answer;
      throw new EvidenceNotGiven('Nobody has said which Default User ID OpenCX shows (--default-user ID).');
    },
  },
  /** Looked up in every sense that the number may have, all at once: what OpenCX wants is a user id. */
  'default-user.owner': {
    after: () => ['opencx.defaultUserId'],
    async obtain({ hubspot }, got) {
      const number = numberToLookUp(demand(got, 'opencx.defaultUserId'));
      const reader = hubspot();
      const [byUserId, byOwnerId, archived] = await Promise.all([
        reader.ownerByUserId(number),
        reader.ownerById(number),
        reader.ownerByUserId(number, { archived: true }),
      ]);
      if (!byUserId && !byOwnerId && !archived) await demandPortal(reader, OWNERS_SCOPE);
      return { value: { byUserId, byOwnerId, archived } };
    },
  },
  /** Needs no owners scope, so it can still say whether such an agent exists where owners cannot be read. */
  'default-user.actor': {
    after: () => ['opencx.defaultUserId'],
    async obtain({ hubspot }, got) {
      const number = numberToLookUp(demand(got, 'opencx.defaultUserId'));
      const reader = hubspot();
      const actor = await reader.actor(`A-${number}`);
      if (!actor) await demandPortal(reader, 'conversations.read');
      return { value: actor };
    },
  },
});

function numberToLookUp(given: string): string {
  const number = userNumber(given);
  if (number === undefined)
    throw new EvidenceNotGiven('The Default User ID is not a user id, so there is nothing to look up.');
  return number;
}
