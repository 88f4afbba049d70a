import { describe, expect, it } from 'vitest';
import { ask, EMAIL_THREAD, type Json, sandboxOf, withoutScopes } from '../support.ts';

const TICKET = '57774743';
const type = (associationTypeId: number) => [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }];

describe('a tie between two records', () => {
  it.each([
    ['/crm/v4/objects', 201, type(16)],
    ['/crm/objects/2026-03', 201, type(16)],
    ['/crm/objects/2026-09', 201, type(16)],
  ])('is made and taken away under %s', async (root, made, body) => {
    const { url } = await sandboxOf('ticket-without-contact');
    const tie = `${root}/tickets/${TICKET}/associations/contacts/1401`;
    const put = await ask(url, tie, { method: 'PUT', body });
    expect(put.status).toBe(made);
    expect(put.json).toMatchObject({ fromObjectTypeId: '0-5', fromObjectId: 57774743, toObjectId: 1401 });
    expect(await contactsOf(url)).toEqual(['1401']);
    expect((await ask(url, tie, { method: 'DELETE' })).status).toBe(204);
    expect(await contactsOf(url)).toEqual([]);
  });

  it.each(['16', 'ticket_to_contact'])('is made under v3 with the type %s', async (named) => {
    const { url } = await sandboxOf('ticket-without-contact');
    const tie = `/crm/v3/objects/tickets/${TICKET}/associations/contact/1401/${named}`;
    const { status, json } = await ask(url, tie, { method: 'PUT' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ id: TICKET, associations: { contacts: { results: [{ id: '1401' }] } } });
    expect((await ask(url, tie, { method: 'DELETE' })).status).toBe(204);
    expect(await contactsOf(url)).toEqual([]);
  });

  it('is made without naming a type', async () => {
    const { url } = await sandboxOf('ticket-without-contact');
    const tie = `/crm/v4/objects/contact/1401/associations/default/ticket/${TICKET}`;
    const { status, json } = await ask(url, tie, { method: 'PUT' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'COMPLETE', results: [{ toObjectId: 57774743 }] });
    expect(await contactsOf(url)).toEqual(['1401']);
  });

  it('is taken away from the side that does not keep it', async () => {
    const { url } = await sandboxOf('healthy-email');
    const tie = `/crm/v4/objects/contacts/1401/associations/tickets/${TICKET}`;
    expect((await ask(url, tie, { method: 'DELETE' })).status).toBe(204);
    expect(await contactsOf(url)).toEqual([]);
  });

  it('holds a ticket and its conversation together', async () => {
    const { url } = await sandboxOf('healthy-email');
    const tie = `/crm/v4/objects/tickets/${TICKET}/associations/conversation/${EMAIL_THREAD}`;
    const thread = () =>
      ask(url, `/conversations/v3/conversations/threads/${EMAIL_THREAD}?association=TICKET`);
    expect((await ask(url, tie, { method: 'DELETE' })).status).toBe(204);
    expect((await thread()).json).not.toHaveProperty('threadAssociations');
    expect((await ask(url, tie, { method: 'PUT', body: type(32) })).status).toBe(201);
    expect((await thread()).json.threadAssociations.associatedTicketId).toBe(TICKET);
  });

  it.each([
    ['of a type that does not tie these two', 'contacts/1401', type(15)],
    ['to a record that is not there', 'contacts/1', type(16)],
    ['to a type that HubSpot does not infer', 'Thread/1', type(32)],
    ['without a type', 'contacts/1401', []],
  ])('%s is refused', async (_, to, body) => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await ask(url, `/crm/v4/objects/tickets/${TICKET}/associations/${to}`, {
      method: 'PUT',
      body,
    });
    expect(status).toBe(400);
    expect(json.category).toBe('VALIDATION_ERROR');
  });

  it('wants the scope to write', async () => {
    const { url } = await sandboxOf('healthy-email', withoutScopes('tickets'));
    const tie = `/crm/v4/objects/tickets/${TICKET}/associations/contacts/1401`;
    expect((await ask(url, tie, { method: 'DELETE' })).status).toBe(403);
  });
});

describe('the types of ties', () => {
  it('are read as labels of v4 and as types of v3', async () => {
    const { url } = await sandboxOf('healthy-email');
    const labels = await ask(url, '/crm/v4/associations/tickets/companies/labels');
    expect(labels.json.results).toEqual([
      { category: 'HUBSPOT_DEFINED', typeId: 339, label: null },
      { category: 'HUBSPOT_DEFINED', typeId: 26, label: null },
    ]);
    const types = await ask(url, '/crm/v3/associations/contact/ticket/types');
    expect(types.json.results).toEqual([{ id: '15', name: 'contact_to_ticket' }]);
  });
});

async function contactsOf(url: string): Promise<string[]> {
  const { json } = await ask(url, `/crm/v3/objects/tickets/${TICKET}/associations/contacts`);
  return json.results.map(({ id }: Json) => id);
}
