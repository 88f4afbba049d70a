import { describe, expect, it } from 'vitest';
import { APP_ID, ask, EMAIL_THREAD, type Json, sandboxOf, TOKEN } from '../support.ts';

const CONTACTS = '/crm/v3/objects/contacts';
const TICKETS = '/crm/v3/objects/tickets';
const ids = (json: Json): string[] => json.results.map((entry: Json) => entry.id);
const post = (url: string, path: string, body: unknown) => ask(url, path, { method: 'POST', body });

describe('objects', () => {
  it.each(['/crm/v3/objects', '/crm/objects/v3', '/crm/objects/2026-03', '/crm/objects/2026-09'])(
    'are read by id under %s, with their usual properties',
    async (root) => {
      const { url } = await sandboxOf('healthy-email');
      const { json } = await ask(url, `${root}/contacts/1401`);
      expect(json).toEqual({
        id: '1401',
        properties: {
          createdate: '2026-11-05T10:00:00.000Z',
          email: 'jo.doe@example.test',
          firstname: 'Jo',
          hs_object_id: '1401',
          lastmodifieddate: '2026-11-18T14:21:00.000Z',
          lastname: 'Doe',
        },
        createdAt: '2026-11-05T10:00:00.000Z',
        updatedAt: '2026-11-18T14:21:00.000Z',
        archived: false,
        url: 'https://app.hubspot.com/contacts/1020304/record/0-1/1401',
      });
    },
  );

  it('are named by the number or the singular of their type as well', async () => {
    const { url } = await sandboxOf('healthy-email');
    const plain = await ask(url, `${TICKETS}/57774743`);
    for (const name of ['0-5', 'ticket']) {
      expect((await ask(url, `/crm/v3/objects/${name}/57774743`)).json).toEqual(plain.json);
    }
  });

  it('are read in a batch, 207 where some are missing', async () => {
    const { url } = await sandboxOf('healthy-email');
    const read = (body: object) => post(url, `${CONTACTS}/batch/read`, body);
    const all = await read({ inputs: [{ id: '1402' }, { id: '1401' }], properties: ['email'] });
    expect(all.status).toBe(200);
    expect(ids(all.json)).toEqual(['1402', '1401']);
    expect(all.json.results[1].properties).toMatchObject({ email: 'jo.doe@example.test' });
    const some = await read({
      inputs: [{ id: 'JO.DOE@example.test' }, { id: 'no@example.test' }],
      idProperty: 'email',
    });
    expect(some.status).toBe(207);
    expect(ids(some.json)).toEqual(['1401']);
    expect(some.json).toMatchObject({
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['no@example.test'] } }],
    });
    expect((await read({ inputs: '1401' })).status).toBe(400);
    const many = Array.from({ length: 101 }, (_, id) => ({ id: String(id) }));
    expect((await read({ inputs: many })).status).toBe(400);
  });

  it('show asked-for properties: null where empty, nothing where there is none', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { json } = await ask(url, `${CONTACTS}/1401?properties=email,phone&properties=missing`);
    expect(json.properties).toMatchObject({ email: 'jo.doe@example.test', phone: null });
    expect(json.properties).not.toHaveProperty('missing');
    expect(json.properties).not.toHaveProperty('firstname');
  });

  it('that are contacts are read by email, in any case', async () => {
    const { url } = await sandboxOf('healthy-email');
    expect((await ask(url, `${CONTACTS}/JO.DOE@example.test?idProperty=email`)).json.id).toBe('1401');
    expect((await ask(url, `${CONTACTS}/no@example.test?idProperty=email`)).status).toBe(404);
    expect((await ask(url, `${CONTACTS}/Jo?idProperty=firstname`)).status).toBe(400);
  });

  it('that do not exist get the CRM form of 404', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await ask(url, `${TICKETS}/1`);
    expect(status).toBe(404);
    expect(json).toMatchObject({
      message: 'Object not found. objectId is usually positive.',
      category: 'OBJECT_NOT_FOUND',
      context: { objectId: ['1'] },
    });
  });

  it('are listed in pages', async () => {
    const { url } = await sandboxOf('healthy-email');
    const first = await ask(url, `${CONTACTS}?limit=1`);
    expect(ids(first.json)).toEqual(['1401']);
    const rest = await ask(url, `${CONTACTS}?limit=1&after=${first.json.paging.next.after}`);
    expect(ids(rest.json)).toEqual(['1402']);
    expect((await ask(url, `${CONTACTS}?limit=101`)).status).toBe(400);
    expect((await ask(url, `${CONTACTS}?after=x`)).status).toBe(400);
  });

  it('are archived', async () => {
    const { url } = await sandboxOf('healthy-email');
    expect((await ask(url, `${TICKETS}/57774743`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(url, `${TICKETS}/57774743`)).status).toBe(404);
    expect((await ask(url, `${TICKETS}/57774743?archived=true`)).json.archived).toBe(true);
  });
});

describe('associations', () => {
  it('come with a read, as v3 rows and as v4 rows, from both sides', async () => {
    const { url } = await sandboxOf('healthy-email');
    const read = await ask(url, `${TICKETS}/57774743?associations=contacts,companies`);
    const rows = [{ id: '1401', type: 'ticket_to_contact' }];
    expect(read.json.associations).toEqual({ contacts: { results: rows } });
    expect((await ask(url, `${TICKETS}/57774743/associations/contacts`)).json.results).toEqual(rows);
    const v4 = await ask(url, '/crm/v4/objects/tickets/57774743/associations/contact');
    expect(v4.json.results).toEqual([
      {
        toObjectId: 1401,
        associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 16, label: null }],
      },
    ]);
    expect((await ask(url, `${CONTACTS}/1401/associations/tickets`)).json.results).toEqual([
      { id: '57774743', type: 'contact_to_ticket' },
    ]);
    expect(ids((await ask(url, `${TICKETS}/57774743/associations/conversations`)).json)).toEqual([
      EMAIL_THREAD,
    ]);
  });

  it('cannot be read for a type that HubSpot does not infer', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await ask(url, `${TICKETS}/57774743/associations/Thread`);
    expect(status).toBe(400);
    expect(json.message).toBe('Unable to infer object type from: Thread');
  });

  it('are absent where a ticket has none', async () => {
    const { url } = await sandboxOf('ticket-without-contact');
    expect((await ask(url, `${TICKETS}/57774743?associations=contacts`)).json).not.toHaveProperty(
      'associations',
    );
  });
});

describe('the search', () => {
  const filter = (propertyName: string, operator: string, value?: string, values?: string[]) => ({
    filterGroups: [{ filters: [{ propertyName, operator, value, values }] }],
  });

  it.each([
    ['equal, in any case', filter('email', 'EQ', 'Jo.Doe@Example.test'), ['1401']],
    ['not equal', filter('email', 'NEQ', 'jo.doe@example.test'), ['1402']],
    ['in a list', filter('email', 'IN', undefined, ['sam.hill@example.test']), ['1402']],
    ['having', filter('phone', 'HAS_PROPERTY'), []],
    ['not having', filter('phone', 'NOT_HAS_PROPERTY'), ['1401', '1402']],
    ['a part of text', filter('email', 'CONTAINS_TOKEN', 'sam*'), ['1402']],
    ['later', filter('createdate', 'GT', '2026-11-06T00:00:00Z'), ['1402']],
    ['everything', {}, ['1401', '1402']],
    ['in order', { sorts: [{ propertyName: 'email', direction: 'DESCENDING' }] }, ['1402', '1401']],
  ])('finds what is %s', async (_, body, found) => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await post(url, `${CONTACTS}/search`, body);
    expect(status).toBe(200);
    expect(json.total).toBe(found.length);
    expect(ids(json)).toEqual(found);
  });

  it.each([
    ['jo.doe@example.test', true],
    ['JO.OLD@example.test', true],
    ['jo', true],
    ['*ld@example.test', true],
    ['jo.doe@exam*', true],
    ['jo.doe@exam', false],
    ['doe@example', true],
    ['jo.example.test', false],
    ['jo.private@example.test', false],
  ])('finds the token %s among the other addresses of a contact: %s', async (token, isFound) => {
    const { url } = await sandboxOf('healthy-merged-contact');
    const { json } = await post(
      url,
      `${CONTACTS}/search`,
      filter('hs_additional_emails', 'CONTAINS_TOKEN', token),
    );
    expect(ids(json)).toEqual(isFound ? ['1401'] : []);
  });

  it('does not find a contact by a secondary address where the first one is asked for', async () => {
    const { url } = await sandboxOf('healthy-merged-contact');
    const { json } = await post(url, `${CONTACTS}/search`, filter('email', 'EQ', 'jo.doe@example.test'));
    expect(json.total).toBe(0);
  });

  it('takes groups as alternatives and the filters of a group together', async () => {
    const { url } = await sandboxOf('healthy-email');
    const email = (value: string) => ({ propertyName: 'email', operator: 'EQ', value });
    const last = { propertyName: 'lastname', operator: 'EQ', value: 'Hill' };
    const both = { filters: [email('jo.doe@example.test'), last] };
    expect((await post(url, `${CONTACTS}/search`, { filterGroups: [both] })).json.total).toBe(0);
    const either = { filterGroups: [{ filters: [email('jo.doe@example.test')] }, { filters: [last] }] };
    expect((await post(url, `${CONTACTS}/search`, either)).json.total).toBe(2);
  });

  it('finds two contacts with one address', async () => {
    const { url } = await sandboxOf('contact-ambiguous');
    const { json } = await post(url, `${CONTACTS}/search`, {
      ...filter('email', 'EQ', 'jo.doe@example.test'),
      properties: ['email'],
    });
    expect(json.total).toBe(2);
    expect(json.results[0].properties).toMatchObject({ email: 'jo.doe@example.test' });
  });

  it.each([
    ['missed' as const, []],
    ['found' as const, ['1401']],
  ])(
    'has further addresses of a contact %s by `email`, and met by their own property',
    async (email, found) => {
      const { url } = await sandboxOf('healthy-email', ({ state }) => {
        state.switches.secondaryEmails = email;
        const contact = state.contacts['1401'];
        if (contact) contact.properties['hs_additional_emails'] = 'old@example.test;jo@example.test';
      });
      const by = async (property: string, operator: string) =>
        ids((await post(url, `${CONTACTS}/search`, filter(property, operator, 'jo@example.test'))).json);
      expect(await by('email', 'EQ')).toEqual(found);
      expect(await by('hs_additional_emails', 'CONTAINS_TOKEN')).toEqual(['1401']);
      const created = await post(url, CONTACTS, { properties: { email: 'jo@example.test' } });
      expect(created.json.message).toBe('Contact already exists. Existing ID: 1401');
    },
  );

  it('comes in pages', async () => {
    const { url } = await sandboxOf('healthy-email');
    const first = await post(url, `${CONTACTS}/search`, { limit: 1 });
    expect(first.json.total).toBe(2);
    const rest = await post(url, `${CONTACTS}/search`, { limit: 1, after: first.json.paging.next.after });
    expect(ids(rest.json)).toEqual(['1402']);
    expect(rest.json).not.toHaveProperty('paging');
  });

  it.each([
    ['a property that does not exist', filter('shoe_size', 'EQ', '43')],
    ['an operator that does not exist', filter('email', 'LIKE', 'x')],
    ['too large a page', { limit: 201 }],
    ['a page too far', { after: 10_001 }],
    ['more than five groups', { filterGroups: Array(6).fill({ filters: [] }) }],
    [
      'more than six filters in a group',
      {
        filterGroups: [{ filters: Array(7).fill({ propertyName: 'email', operator: 'HAS_PROPERTY' }) }],
      },
    ],
    ['no JSON', '{"filterGroups": ['],
  ])('refuses %s', async (_, body) => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await post(url, `${CONTACTS}/search`, body);
    expect(status).toBe(400);
    expect(json.category).toBe('VALIDATION_ERROR');
  });
});

describe('writes', () => {
  it('create a contact once', async () => {
    const { url } = await sandboxOf('healthy-email');
    const properties = { email: 'new@example.test' };
    const created = await post(url, CONTACTS, { properties });
    expect(created.status).toBe(201);
    expect(created.json.properties).toMatchObject(properties);
    const again = await post(url, CONTACTS, { properties: { email: 'NEW@example.test' } });
    expect(again.status).toBe(409);
    expect(again.json).toMatchObject({
      message: `Contact already exists. Existing ID: ${created.json.id}`,
      category: 'CONFLICT',
    });
  });

  it('refuse a property that does not exist, with JSON in the message', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await post(url, CONTACTS, { properties: { missing: 'x' } });
    expect(status).toBe(400);
    const [detail] = JSON.parse(json.message.replace('Property values were not valid: ', ''));
    expect(detail).toMatchObject({ error: 'PROPERTY_DOESNT_EXIST', name: 'missing', portalId: 1020304 });
  });

  it('create a ticket with its contact and its thread', async () => {
    const { url } = await sandboxOf('healthy-chat');
    const tie = (id: string, associationTypeId: number) => ({
      to: { id },
      types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
    });
    const { status, json } = await post(url, TICKETS, {
      properties: { subject: 'Saturdays', hs_pipeline: '0', hs_pipeline_stage: '1' },
      associations: [tie('1402', 16), tie('8243601188', 32)],
    });
    expect(status).toBe(201);
    const read = await ask(url, `${TICKETS}/${json.id}?associations=contacts`);
    expect(read.json.associations.contacts.results[0].id).toBe('1402');
    const thread = await ask(url, '/conversations/v3/conversations/threads/8243601188?association=TICKET');
    expect(thread.json.threadAssociations.associatedTicketId).toBe(json.id);
    const wrong = { properties: { subject: 'x' }, associations: [tie('1402', 15)] };
    expect((await post(url, TICKETS, wrong)).status).toBe(400);
    const nobody = { properties: { subject: 'x' }, associations: [tie('1', 16)] };
    expect((await post(url, TICKETS, nobody)).status).toBe(400);
  });

  it('are stricter under 2026-09', async () => {
    const { url } = await sandboxOf('healthy-email');
    const body = { properties: { subject: 'x' } };
    expect((await post(url, TICKETS, body)).status).toBe(201);
    const { status, json } = await post(url, '/crm/objects/2026-09/tickets', body);
    expect(status).toBe(400);
    expect(json.errors[0]).toMatchObject({
      code: 'MISSING_REQUIRED_PROPERTY',
      context: { propertyName: ['hs_pipeline_stage'] },
    });
  });

  it('update and empty properties', async () => {
    const { url } = await sandboxOf('healthy-email');
    const body = { properties: { hs_pipeline_stage: '4', content: '' } };
    const { json } = await ask(url, `${TICKETS}/57774743`, { method: 'PATCH', body });
    expect(json.properties).toMatchObject({ hs_pipeline_stage: '4', content: null });
    expect(json.updatedAt).toBe('2026-11-20T15:00:01.000Z');
    expect((await ask(url, `${TICKETS}/57774743?properties=closed_date`)).json.properties).toMatchObject({
      closed_date: '2026-11-20T15:00:01.000Z',
    });
    const taken = { properties: { email: 'sam.hill@example.test' } };
    expect((await ask(url, `${CONTACTS}/1401`, { method: 'PATCH', body: taken })).status).toBe(409);
  });
});

describe('ticket pipelines', () => {
  it.each(['/crm/v3/pipelines', '/crm/pipelines/2026-03', '/crm/pipelines/2026-09'])(
    'tell under %s which stages are closed',
    async (root) => {
      const { url } = await sandboxOf('healthy-email');
      const { json } = await ask(url, `${root}/tickets`);
      expect(json.results[0]).toMatchObject({ id: '0', label: 'Support Pipeline', archived: false });
      const states = json.results[0].stages.map((stage: Json) => [stage.id, stage.metadata.ticketState]);
      expect(states).toEqual([
        ['1', 'OPEN'],
        ['2', 'OPEN'],
        ['3', 'OPEN'],
        ['4', 'CLOSED'],
      ]);
      expect((await ask(url, `${root}/tickets/0`)).json).toEqual(json.results[0]);
      expect((await ask(url, `${root}/tickets/0/stages`)).json.results).toEqual(json.results[0].stages);
      expect((await ask(url, `${root}/tickets/0/stages/4`)).json).toEqual(json.results[0].stages[3]);
      expect((await ask(url, `${root}/tickets/0/stages/9`)).status).toBe(404);
      expect((await ask(url, `${root}/tickets/9`)).status).toBe(404);
    },
  );

  it('that are missing answer under 2026-09 with HTML or with nothing, as a wrong path does', async () => {
    const { url } = await sandboxOf('healthy-email');
    const path = '/crm/pipelines/2026-09/tickets/9';
    expect((await ask(url, path)).headers.get('content-type')).toMatch(/^text\/html/);
    const response = await fetch(url + path, {
      headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/json' },
    });
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('refuse a token that no scope opens them to', async () => {
    const { url } = await sandboxOf('healthy-email', ({ state }) => {
      const app = state.apps[APP_ID];
      if (app) app.scopes = { oauth: true };
    });
    expect((await ask(url, '/crm/v3/pipelines/tickets')).status).toBe(403);
  });
});
