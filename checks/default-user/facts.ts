import * as v from 'valibot';
import { actorSchema, ownerSchema } from '../../src/core/hubspot/records.ts';
import { userNumber } from '../../src/core/hubspot/user-id.ts';
import { userId } from '../shared/answers.ts';
import { fact } from '../shared/fact.ts';
import { orNull, type Redaction, redactActor, redactOwner } from '../shared/redaction.ts';

/** The Default User ID looked up in every sense that it may have. */
const defaultUserOwnerSchema = v.object({
  /** Active owner whose *user* id it is: what OpenCX wants. */
  byUserId: v.nullable(ownerSchema),
  /** Owner whose *owner* id it is: the classic mix-up. */
  byOwnerId: v.nullable(ownerSchema),
  /** Deactivated or removed user whose user id it was. */
  archived: v.nullable(ownerSchema),
});
export type DefaultUserOwner = v.InferOutput<typeof defaultUserOwnerSchema>;

export const defaultUserFacts = {
  /** As OpenCX shows it: `A-7001` or `7001`; empty when the field is empty. */
  'opencx.defaultUserId': fact({
    title: 'the Default User ID in OpenCX',
    value: v.string(),
    sources: ['given', 'stated'],
    redact: withoutWords,
    ask: {
      text: 'What stands in the field Default User ID of the HubSpot settings in OpenCX? Give it as it is, A-7001 or 7001, or say none if the field is empty; it names the HubSpot user in whose name the AI answers.',
      textIn: {
        oauth:
          'Which HubSpot user is chosen in the HubSpot settings of OpenCX as the teammate in whose name the AI answers? Give the id of the user, A-7001 or 7001: in HubSpot, open Settings -> Users & Teams and that user, it is the number at the end of the address. Say none if nobody is chosen.',
      },
      answer: userId,
      place: (places) => places.openCxHubSpot(),
    },
  }),
  'default-user.owner': fact({
    title: 'the owner behind the Default User ID',
    value: defaultUserOwnerSchema,
    sources: ['live'],
    redact: redactDefaultUserOwner,
  }),
  'default-user.actor': fact({
    title: 'the agent behind the Default User ID',
    value: v.nullable(actorSchema),
    sources: ['live'],
    redact: (actor, redaction) => orNull(redactActor)(actor, ofAiUser(redaction)),
  }),
};

/** What is no user id may be anything that was pasted into the wrong field; that it is none is all that counts. */
function withoutWords(id: string): string {
  return id.trim() === '' || userNumber(id) !== undefined ? id : 'not a user id';
}

function redactDefaultUserOwner(
  { byUserId, byOwnerId, archived }: DefaultUserOwner,
  redaction: Redaction,
): DefaultUserOwner {
  const redact = orNull(redactOwner);
  return {
    byUserId: redact(byUserId, ofAiUser(redaction)),
    // Whose owner id it is by a mix-up is somebody else.
    byOwnerId: redact(byOwnerId, redaction),
    archived: redact(archived, ofAiUser(redaction)),
  };
}

/** Whom the id means is the AI user. */
function ofAiUser(redaction: Redaction): Redaction {
  return redaction.names === 'ai-user' ? { ...redaction, names: 'all' } : redaction;
}
