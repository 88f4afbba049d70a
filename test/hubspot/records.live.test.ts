import { describe, expect, it } from 'vitest';
import { answer, type Fault } from '../wire/fault-server.ts';
import { NOT_FOUND, openPortal, query } from './portal.ts';

const ROOT = '/conversations/v3/conversations';

describe('owners and actors', () => {
  it('finds an owner by user id, archived ones where asked', async () => {
    const { hubspot, server } = await openPortal(
      answer(200, {
        id: 55,
        userId: 7001,
        firstName: 'Ada',
        lastName: '',
        email: 'ada@example.test',
        archived: false,
      }),
      answer(200, { id: '55', userIdIncludingInactive: 7001, archived: true }),
    );
    expect(await hubspot.ownerByUserId('7001')).toEqual({
      id: '55',
      userId: '7001',
      name: 'Ada',
      email: 'ada@example.test',
      archived: false,
    });
    expect(await hubspot.ownerByUserId('7001', { archived: true })).toEqual({
      id: '55',
      userIdIncludingInactive: '7001',
      archived: true,
    });
    expect(server.seen.map(({ target }) => target)).toEqual([
      '/crm/v3/owners/7001?idProperty=userId&archived=false',
      '/crm/v3/owners/7001?idProperty=userId&archived=true',
    ]);
  });

  it('finds an owner by owner id', async () => {
    const { hubspot, server } = await openPortal(answer(200, { id: '55', archived: false }));
    expect(await hubspot.ownerById('55')).toEqual({ id: '55', archived: false });
    expect(query(server.seen[0]?.target)['idProperty']).toBe('id');
  });

  it.each(['A-7001', '', '2147483648', '99999999999', '-1', '1.5', 'x'])(
    'has no owner under %j and asks nobody',
    async (id) => {
      const { hubspot, server } = await openPortal(answer(500));
      expect(await hubspot.ownerByUserId(id)).toBeNull();
      expect(await hubspot.ownerById(id)).toBeNull();
      expect(server.connections()).toBe(0);
    },
  );

  it('reads an actor', async () => {
    const { hubspot, server } = await openPortal(
      answer(200, { id: 'A-7001', type: 'AGENT', name: 'Ada', avatar: 'x' }),
    );
    expect(await hubspot.actor('A-7001')).toEqual({ id: 'A-7001', type: 'AGENT', name: 'Ada' });
    expect(server.seen[0]?.target).toBe(`${ROOT}/actors/A-7001`);
  });

  it('encodes ids that would change the path', async () => {
    const { hubspot, server } = await openPortal(answer(404, NOT_FOUND));
    expect(await hubspot.actor('E-jo@example.test/../x?y')).toBeNull();
    expect(server.seen[0]?.target).toBe(`${ROOT}/actors/E-jo%40example.test%2F..%2Fx%3Fy`);
  });
});

describe('tickets and contacts', () => {
  it('reads a ticket with its contacts', async () => {
    const { hubspot, server } = await openPortal(
      answer(200, {
        id: '577',
        archived: false,
        createdAt: '2026-09-01T08:00:00.000Z',
        properties: {
          subject: 'Help',
          hs_pipeline: '0',
          hs_pipeline_stage: '1',
          createdate: '2026-09-01T07:59:59Z',
          closed_date: null,
          hs_conversations_originating_thread_id: '8',
          hubspot_owner_id: '',
        },
        associations: {
          contacts: {
            results: [
              { id: '3', type: 'ticket_to_contact' },
              { id: '3', type: 'ticket_to_contact_unlabeled' },
              { id: 4 },
            ],
          },
        },
      }),
    );
    expect(await hubspot.ticket('577')).toEqual({
      id: '577',
      subject: 'Help',
      pipelineId: '0',
      stageId: '1',
      createdAt: '2026-09-01T07:59:59Z',
      threadId: '8',
      contactIds: ['3', '4'],
      archived: false,
    });
    expect(query(server.seen[0]?.target)['associations']).toBe('contacts');
  });

  it('has null for what is not there', async () => {
    const { hubspot } = await openPortal(
      answer(404, { ...NOT_FOUND, message: 'Object not found. objectId is usually positive.' }),
    );
    expect([
      await hubspot.ticket('1'),
      await hubspot.contact('V-1'),
      await hubspot.ownerById('1'),
      await hubspot.channelAccount('1'),
    ]).toEqual([null, null, null, null]);
  });

  it('reads a contact', async () => {
    const { hubspot } = await openPortal(
      answer(200, {
        id: '3',
        properties: { email: '', firstname: 'Jo', lastname: 'Doe', phone: null },
        archived: false,
      }),
    );
    expect(await hubspot.contact('3')).toEqual({ id: '3', name: 'Jo Doe', archived: false });
  });

  it('searches contacts by email, again after a fault, and keeps exact matches', async () => {
    const contact = (id: string, email: string | null, hs_additional_emails: string | null = null) => ({
      id,
      properties: { email, hs_additional_emails },
      archived: false,
    });
    const { hubspot, server } = await openPortal(
      answer(502),
      answer(200, {
        total: 5,
        results: [
          contact('1', 'JO@example.test'),
          contact('2', 'jo@example.test.test'),
          contact('3', null),
          contact('4', 'other@example.test', 'old@example.test; Jo@example.test'),
          contact('5', null, 'a.jo@example.test;jo@example.tests'),
        ],
      }),
    );
    expect(await hubspot.contactsByEmail('Jo@Example.test')).toEqual([
      { id: '1', email: 'JO@example.test', archived: false },
      {
        id: '4',
        email: 'other@example.test',
        otherEmails: ['old@example.test', 'Jo@example.test'],
        archived: false,
      },
    ]);
    expect(server.seen).toHaveLength(2);
    expect(JSON.parse(server.seen[1]?.body ?? '')).toEqual({
      filterGroups: [
        { filters: [{ propertyName: 'email', operator: 'EQ', value: 'Jo@Example.test' }] },
        {
          filters: [
            { propertyName: 'hs_additional_emails', operator: 'CONTAINS_TOKEN', value: 'Jo@Example.test' },
          ],
        },
      ],
      properties: ['email', 'hs_additional_emails', 'firstname', 'lastname', 'phone'],
      limit: 50,
    });
  });

  it.each<[string, object]>([
    ['fewer than it counted', { total: 300 }],
    ['no count of what it found', {}],
    ['a count that is none', { total: 'many' }],
  ])('takes no absence from a search that shows %s', async (_case, count) => {
    const lookalike = {
      id: '1',
      properties: { email: 'a.jo@example.test', hs_additional_emails: 'old@example.test' },
    };
    const { hubspot } = await openPortal(
      answer(200, { results: [], ...count }),
      answer(200, { results: [lookalike], ...count }),
    );
    for (let search = 0; search < 2; search += 1) {
      await expect(hubspot.contactsByEmail('jo@example.test')).rejects.toMatchObject({
        error: {
          kind: 'parse',
          message: expect.stringContaining('does not show all that there is') as string,
        },
      });
    }
  });

  it('reads the stages of all ticket pipelines', async () => {
    const { hubspot } = await openPortal(
      answer(200, {
        results: [
          {
            id: '0',
            stages: [
              { id: '1', label: 'New', metadata: { ticketState: 'OPEN' } },
              { id: 4, label: 'Closed', metadata: { ticketState: 'CLOSED' } },
            ],
          },
          { id: '7', stages: [{ id: '70', label: 'Somewhere' }] },
        ],
      }),
    );
    expect(await hubspot.ticketStages()).toEqual([
      { pipelineId: '0', id: '1', label: 'New', closed: false },
      { pipelineId: '0', id: '4', label: 'Closed', closed: true },
      { pipelineId: '7', id: '70', label: 'Somewhere', closed: false, unreadable: ['closed'] },
    ]);
  });
});

describe('one call each', () => {
  it('makes no more requests than methods are called', async () => {
    const everything: Fault = answer(404, NOT_FOUND);
    const { hubspot, server } = await openPortal(everything);
    await Promise.all([
      hubspot.thread('1'),
      hubspot.ticket('1'),
      hubspot.contact('1'),
      hubspot.actor('A-1'),
      hubspot.ownerById('1'),
      hubspot.threadsOfTicket('1'),
    ]);
    expect(server.seen).toHaveLength(6);
  });
});
