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
/** Secondary addresses, with semicolons between. */
const OTHER_EMAILS = 'hs_additional_emails';
const CONTACT_PROPERTIES = ['email', OTHER_EMAILS, 'firstname', 'lastname', 'phone'];
/** One tells a match, two that it is ambiguous; a third shows that it is no mere pair. */
const ENOUGH_CONTACTS = 3;
/** A search for a token finds look-alikes too, which must not crowd the right one out. */
const CONTACTS_LOOKED_AT = 50;

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
  properties: optionalObject({
    email: text,
    hs_additional_emails: text,
    firstname: text,
    lastname: text,
    phone: text,
  }),
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
          const first = { propertyName: 'email', operator: FilterOperatorEnum.Eq, value: email };
          const other = {
            propertyName: OTHER_EMAILS,
            operator: FilterOperatorEnum.ContainsToken,
            value: email,
          };
          return new SearchApi(configuration).doSearch({
            filterGroups: [{ filters: [first] }, { filters: [other] }],
            properties: CONTACT_PROPERTIES,
            limit: CONTACTS_LOOKED_AT,
          });
        },
        { repeatable: true },
      );
      return contentOf(contactPage, answer)
        .results.map(contactFrom)
        .filter((contact) => hasEmail(contact, email))
        .slice(0, ENOUGH_CONTACTS);
    },
  };
}

function hasEmail({ email, otherEmails = [] }: Contact, wanted: string): boolean {
  return [email, ...otherEmails].some((one) => one?.toLowerCase() === wanted.toLowerCase());
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
  const { email, hs_additional_emails: others, firstname, lastname, phone } = found.properties ?? {};
  const name = fullName(firstname, lastname);
  const otherEmails = (others ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return withoutGaps({
    id: found.id,
    email: email || undefined,
    otherEmails: otherEmails.length > 0 ? otherEmails : undefined,
    name,
    phone: phone || undefined,
    archived: found.archived,
  });
}

function fullName(...parts: (string | undefined)[]): string | undefined {
  return parts.filter(Boolean).join(' ') || undefined;
}
