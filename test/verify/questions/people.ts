/** How owners and users of a portal are told, and contacts found. */
import { isObject } from '../../../src/core/json.ts';
import { OPEN_FACTS } from '../../../src/sandbox/portal/readings.ts';
import type { Question } from '../question.ts';
import { inWords } from './account.ts';
import { rowsIn } from './rows.ts';

const ownersActorRoute: Question = {
  id: 'ownersActorRoute',
  asks: OPEN_FACTS.ownersActorRoute.asks,
  async settle({ hubspot, token: { userId } }) {
    if (userId === undefined) return { open: 'Introspection names no user to ask for.' };
    const byUser = await hubspot({ path: `/crm/v3/owners/${userId}?idProperty=userId` });
    if (byUser.status !== 200)
      return { open: `The owner of the token’s user cannot be read: ${inWords(byUser)}.` };
    const byActor = await hubspot({ path: `/crm/owners/v3/A-${userId}` });
    const { status } = byActor;
    const isReading = Object.hasOwn(OPEN_FACTS.ownersActorRoute.readings, status);
    return { told: inWords(byActor), ...(isReading && { reading: String(status) }) };
  },
};

const ownerIds: Question = {
  id: 'owner-and-user-ids',
  asks: 'How often is the id of an owner that of its user?',
  async settle({ hubspot }) {
    const answer = await hubspot({ path: '/crm/v3/owners?limit=100' });
    const owners = rowsIn(answer).filter(({ userId }) => userId !== undefined);
    if (owners.length === 0) return { open: `No owner could be read: ${inWords(answer)}.` };
    const same = owners.filter(({ id, userId }) => String(id) === String(userId));
    return { told: `in ${same.length} of ${owners.length}` };
  },
};

const SEARCH = '/crm/v3/objects/contacts/search';

const secondaryEmails: Question = {
  id: 'secondaryEmails',
  asks: OPEN_FACTS.secondaryEmails.asks,
  async settle({ hubspot }) {
    const has = { propertyName: 'hs_additional_emails', operator: 'HAS_PROPERTY' };
    const found = await hubspot({ path: SEARCH, body: searchFor(has) });
    const [contact] = rowsIn(found);
    const address = firstAddress(contact?.['properties']);
    if (address === undefined)
      return {
        open: `No contact with a further address was found (${inWords(found)}); add one to a contact.`,
      };
    const by = { propertyName: 'email', operator: 'EQ', value: address };
    const met = rowsIn(await hubspot({ path: SEARCH, body: searchFor(by) })).length > 0;
    return met ? { told: 'met', reading: 'found' } : { told: 'not met', reading: 'missed' };
  },
};

function searchFor(filter: object) {
  return { filterGroups: [{ filters: [filter] }], properties: ['email', 'hs_additional_emails'], limit: 1 };
}

function firstAddress(properties: unknown): string | undefined {
  const addresses = isObject(properties) ? properties['hs_additional_emails'] : undefined;
  return typeof addresses === 'string' ? addresses.split(';').find((address) => address !== '') : undefined;
}

export const PEOPLE: readonly Question[] = [ownersActorRoute, ownerIds, secondaryEmails];
