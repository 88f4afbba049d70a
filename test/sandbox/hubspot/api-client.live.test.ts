import { Client } from '@hubspot/api-client';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/models/Filter.js';
import { describe, expect, it } from 'vitest';
import { sandboxOf, TOKEN } from '../support.ts';

/** HubSpot's own client, which nobody here wrote, takes the sandbox for HubSpot. */
async function clientOf(name: string): Promise<Client> {
  const { url } = await sandboxOf(name);
  return new Client({ accessToken: TOKEN, basePath: url, numberOfApiCallRetries: 0 });
}

const byEmail = (value: string) => ({
  filterGroups: [{ filters: [{ propertyName: 'email', operator: FilterOperatorEnum.Eq, value }] }],
  properties: ['email'],
  limit: 1,
});

describe('@hubspot/api-client', () => {
  it('reads owners', async () => {
    const client = await clientOf('healthy-email');
    const page = await client.crm.owners.ownersApi.getPage(undefined, undefined, 2);
    expect(page.results.map(({ id }) => id)).toEqual(['90001', '90002']);
    expect(page.paging?.next?.after).toBe('2');
    const owner = await client.crm.owners.ownersApi.getById(90001);
    expect(owner.userId).toBe(7001);
    expect(owner.createdAt).toBeInstanceOf(Date);
  });

  it('searches contacts and creates one', async () => {
    const client = await clientOf('healthy-email');
    const found = await client.crm.contacts.searchApi.doSearch(byEmail('jo.doe@example.test'));
    expect(found.total).toBe(1);
    expect(found.results[0]?.properties['email']).toBe('jo.doe@example.test');
    const made = await client.crm.contacts.basicApi.create({ properties: { email: 'new@example.test' } });
    expect((await client.crm.contacts.basicApi.getById(made.id)).properties['email']).toBe(
      'new@example.test',
    );
  });

  it('reads a ticket with its contacts, and the pipelines', async () => {
    const client = await clientOf('healthy-email');
    const ticket = await client.crm.tickets.basicApi.getById('57774743', undefined, undefined, ['contacts']);
    expect(ticket.associations?.['contacts']?.results[0]?.id).toBe('1401');
    const { results } = await client.crm.pipelines.pipelinesApi.getAll('tickets');
    expect(results[0]?.stages.map(({ metadata }) => metadata?.['ticketState'])).toContain('CLOSED');
  });

  it('understands a refusal', async () => {
    const client = await clientOf('owners-scope-missing');
    await expect(client.crm.owners.ownersApi.getPage()).rejects.toMatchObject({
      code: 403,
      body: { category: 'MISSING_SCOPES' },
    });
  });
});
