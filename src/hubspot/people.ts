import * as v from 'valibot';
import type { Actor, Contact, Owner } from '../core/hubspot/records.ts';
import type { HubSpotReader } from '../core/ports.ts';
import { flag, id, optionalId, optionalObject, text, withoutGaps } from '../wire/read-answer.ts';
import { contentIfThere, contentOf, type HubSpotCalls } from './calls.ts';
import { CONVERSATIONS } from './conversations.ts';
import { PARTS } from './library.ts';

type PeopleReader = Pick<
  HubSpotReader,
  'ownerById' | 'ownerByUserId' | 'actor' | 'contact' | 'contactsByEmail'
>;

const LARGEST_OWNER_ID = 2 ** 31 - 1;
const CONTACT_PROPERTIES = ['email', 'firstname', 'lastname', 'phone'];
/** One tells a match, two that it is ambiguous; a third shows that it is no mere pair. */
const ENOUGH_CONTACTS = 3;

const owner = v.looseObject({
  id,
  userId: optionalId,
  userIdIncludingInactive: optionalId,
  email: text,
  firstName: text,
  lastName: text,
  archived: flag,
});

const actorShape = v.looseObject({ id, type: text, name: text, email: text });

const contactShape = v.looseObject({
  id,
  archived: flag,
  properties: optionalObject({ email: text, firstname: text, lastname: text, phone: text }),
});
const contactPage = v.looseObject({ results: v.array(contactShape) });

export function peopleReader({ plain, library }: HubSpotCalls): PeopleReader {
  const ownerWith = async (
    number: string,
    idProperty: 'id' | 'userId',
    archived: boolean,
  ): Promise<Owner | null> => {
    if (!isOwnerNumber(number)) return null;
    const answer = await library(PARTS.owners, ({ OwnersApi }, configuration) =>
      new OwnersApi(configuration).getById(Number(number), idProperty, archived),
    );
    const found = contentIfThere(owner, answer);
    return found && ownerFrom(found);
  };

  return {
    ownerById: (ownerId) => ownerWith(ownerId, 'id', false),
    ownerByUserId: (userId, options = { archived: false }) => ownerWith(userId, 'userId', options.archived),

    actor: async (actorId): Promise<Actor | null> => {
      const path = `${CONVERSATIONS}/actors/${encodeURIComponent(actorId)}`;
      const found = contentIfThere(actorShape, await plain({ path }));
      if (!found) return null;
      const { type, name, email } = found;
      return withoutGaps({ id: found.id, type, name, email });
    },

    contact: async (contactId) => {
      const answer = await library(PARTS.contacts, ({ BasicApi }, configuration) =>
        new BasicApi(configuration).getById(contactId, CONTACT_PROPERTIES),
      );
      const found = contentIfThere(contactShape, answer);
      return found && contactFrom(found);
    },

    contactsByEmail: async (email) => {
      const answer = await library(
        PARTS.contacts,
        ({ SearchApi, FilterOperatorEnum }, configuration) => {
          const filter = { propertyName: 'email', operator: FilterOperatorEnum.Eq, value: email };
          return new SearchApi(configuration).doSearch({
            filterGroups: [{ filters: [filter] }],
            properties: CONTACT_PROPERTIES,
            limit: ENOUGH_CONTACTS,
          });
        },
        { repeatable: true },
      );
      return contentOf(contactPage, answer)
        .results.map(contactFrom)
        .filter((contact) => contact.email?.toLowerCase() === email.toLowerCase());
    },
  };
}

/** HubSpot takes 32-bit numbers here; there is no owner under anything else, and asking would only be a 400. */
function isOwnerNumber(number: string): boolean {
  return /^\d{1,10}$/.test(number) && Number(number) <= LARGEST_OWNER_ID;
}

function ownerFrom(found: v.InferOutput<typeof owner>): Owner {
  const { userId, userIdIncludingInactive, email, archived, firstName, lastName } = found;
  const name = fullName(firstName, lastName);
  return withoutGaps({ id: found.id, userId, userIdIncludingInactive, email, name, archived });
}

function contactFrom(found: v.InferOutput<typeof contactShape>): Contact {
  const { email, firstname, lastname, phone } = found.properties ?? {};
  const name = fullName(firstname, lastname);
  return withoutGaps({
    id: found.id,
    email: email || undefined,
    name,
    phone: phone || undefined,
    archived: found.archived,
  });
}

function fullName(...parts: (string | undefined)[]): string | undefined {
  return parts.filter(Boolean).join(' ') || undefined;
}
