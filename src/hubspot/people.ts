import { EvidenceFailure } from '../core/evidence.ts';
import type { Contact, Owner } from '../core/hubspot/records.ts';
import type { HubSpotReader } from '../core/ports.ts';
import { withoutGaps } from '../wire/read-answer.ts';
import {
  actorId,
  email,
  flag,
  id,
  item,
  key,
  line,
  listOf,
  maybe,
  type RecordOf,
  record,
  text,
  word,
} from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import { contentIfThere, type HubSpotCalls } from './calls.ts';
import { CONVERSATIONS } from './conversations.ts';
import { PARTS } from './library.ts';
import { found } from './pages.ts';

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

const OWNER = {
  id: key(id),
  userId: maybe(id),
  userIdIncludingInactive: maybe(id),
  email: maybe(email),
  firstName: maybe(line),
  lastName: maybe(line),
  archived: maybe(flag, { or: false }),
};
const owner = record(OWNER);

const actor = record({ id: key(actorId), type: maybe(word), name: maybe(line), email: maybe(email) });

/** Addresses with semicolons between. */
const addresses = (value: unknown) => {
  const parts = text(value)
    ?.split(';')
    .map((one) => one.trim());
  return parts && listOf(item(email))(parts.filter((one) => one !== ''));
};

const CONTACT = {
  id: key(id),
  email: maybe(email, { at: 'properties.email', empty: 'none' }),
  otherEmails: maybe(addresses, { at: `properties.${OTHER_EMAILS}`, empty: 'none' }),
  firstname: maybe(line, { at: 'properties.firstname', empty: 'none' }),
  lastname: maybe(line, { at: 'properties.lastname', empty: 'none' }),
  phone: maybe(line, { at: 'properties.phone', empty: 'none' }),
  archived: maybe(flag, { or: false }),
};
const contact = record(CONTACT, ['properties']);

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
    const there = contentIfThere(owner, answer);
    return there && ownerFrom(there);
  };

  return {
    ownerById: (ownerId) => ownerWith(ownerId, 'id', false),
    ownerByUserId: (userId, options = { archived: false }) => ownerWith(userId, 'userId', options.archived),

    actor: async (actorId) =>
      contentIfThere(actor, await plain({ path: `${CONVERSATIONS}/actors/${encodeURIComponent(actorId)}` })),

    contact: async (contactId) => {
      const answer = await library(PARTS.contacts, ({ BasicApi }, configuration) =>
        new BasicApi(configuration).getById(contactId, CONTACT_PROPERTIES),
      );
      const there = contentIfThere(contact, answer);
      return there && contactFrom(there);
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
      const matches = found(contact, answer, (each) => hasEmail(each, email) || hidesAddresses(each));
      const byId = new Map(matches.map((each) => [each.id, contactFrom(each)]));
      const exact = [...byId.values()].filter((each) => hasEmail(each, email));
      if (exact.length === 0 && matches.length > 0) throw addressesNotShown(answer);
      return exact.slice(0, ENOUGH_CONTACTS);
    },
  };
}

function hasEmail(
  { email, otherEmails = [] }: Pick<Contact, 'email' | 'otherEmails'>,
  wanted: string,
): boolean {
  return [email, ...otherEmails].some((one) => one?.toLowerCase() === wanted.toLowerCase());
}

/** HubSpot takes 32-bit numbers here; there is no owner under anything else, and asking would only be a 400. */
function isOwnerNumber(number: string): boolean {
  return /^\d{1,10}$/.test(number) && Number(number) <= LARGEST_OWNER_ID;
}

function ownerFrom({ firstName, lastName, ...rest }: RecordOf<typeof OWNER>): Owner {
  return withoutGaps({ ...rest, name: fullName(firstName, lastName) });
}

function contactFrom({ firstname, lastname, ...rest }: RecordOf<typeof CONTACT>): Contact {
  return withoutGaps({ ...rest, name: fullName(firstname, lastname) });
}

/** A look-alike was found by its secondary addresses, so one that shows none did not come whole. */
function hidesAddresses({
  otherEmails,
  unreadable = [],
}: Pick<Contact, 'otherEmails' | 'unreadable'>): boolean {
  return otherEmails === undefined || unreadable.includes('email');
}

function addressesNotShown({ destination }: WireAnswer): EvidenceFailure {
  const message = `HubSpot's answer to ${destination.route} does not show the addresses by which its contacts were found.`;
  return new EvidenceFailure({ kind: 'parse', message, ...destination });
}

function fullName(...parts: (string | undefined)[]): string | undefined {
  return parts.filter(Boolean).join(' ') || undefined;
}
