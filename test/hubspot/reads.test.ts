import { describe, expect, it } from 'vitest';
import { READABLE_SCOPES } from '../../src/core/scopes.ts';
import { answer, type Fault } from '../wire/fault-server.ts';
import { failureOf } from '../wire/open-wire.ts';
import { CANARY, openPortal, routes } from './portal.ts';

const ROOT = '/conversations/v3/conversations';
const query = (target: string | undefined) => Object.fromEntries(new URL(`http://h${target}`).searchParams);

describe('account', () => {
  it('introspects with the token in body and header, again after a fault', async () => {
    const { hubspot, server } = await openPortal(
      answer(503),
      answer(200, { userId: 1, hubId: 2, appId: 3, scopes: ['oauth'], extra: true }),
    );
    expect(await hubspot.introspect()).toEqual({ userId: 1, hubId: 2, appId: 3, scopes: ['oauth'] });
    expect(server.seen).toHaveLength(2);
    expect(server.seen[1]).toMatchObject({
      method: 'POST',
      target: '/oauth/v2/private-apps/get/access-token-info',
      headers: { authorization: `Bearer ${CANARY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tokenKey: CANARY }),
    });
  });

  it('reads the details that are there', async () => {
    const { hubspot } = await openPortal(
      answer(200, {
        portalId: 123,
        uiDomain: 'app-eu1.hubspot.com',
        dataHostingLocation: 'eu1',
        accountType: null,
      }),
    );
    expect(await hubspot.accountDetails()).toEqual({
      portalId: 123,
      uiDomain: 'app-eu1.hubspot.com',
      region: 'eu1',
    });
  });

  it('reads the usage of the day', async () => {
    const row = {
      name: 'private-apps-api-calls-daily',
      usageLimit: 250_000,
      currentUsage: 12,
      fetchStatus: 'CACHED',
      resetsAt: '2026-10-02T05:00:00Z',
    };
    const { hubspot } = await openPortal(
      answer(200, { results: [{ name: 'other', usageLimit: 1, currentUsage: 1 }, row] }),
    );
    expect(await hubspot.dailyUsage()).toEqual({
      used: 12,
      limit: 250_000,
      resetsAt: '2026-10-02T05:00:00Z',
    });
  });

  it.each([
    [{ results: [] }],
    [
      {
        results: [
          { name: 'private-apps-api-calls-daily', usageLimit: 1, currentUsage: 0, fetchStatus: 'TIMEOUT' },
        ],
      },
    ],
  ])('does not take %j for a count', async (body) => {
    const { hubspot } = await openPortal(answer(200, body));
    expect((await failureOf(hubspot.dailyUsage())).error.kind).toBe('parse');
  });

  it('reads the webhook rows of thirty days, newest first', async () => {
    const row = (type: string, createdAt: string) => ({
      id: 1,
      type,
      createdAt,
      userId: 876,
      objectId: '7',
      actingUser: 'x@example.test',
    });
    const { hubspot, server } = await openPortal(
      answer(200, {
        results: [
          row('WEBHOOK_SETTINGS_UPDATE', '2026-09-03T08:00:00Z'),
          row('ADD_USER', '2026-09-20T08:00:00Z'),
          row('WEBHOOK_SUBSCRIPTION_UPDATE', '2026-09-20T08:00:00.5Z'),
          row('WEBHOOK_SUBSCRIPTION_CREATE', '2026-08-31T08:00:00Z'),
        ],
      }),
    );
    expect(await hubspot.webhookActivity()).toEqual([
      { type: 'WEBHOOK_SUBSCRIPTION_UPDATE', at: '2026-09-20T08:00:00.5Z', userId: '876', objectId: '7' },
      { type: 'WEBHOOK_SETTINGS_UPDATE', at: '2026-09-03T08:00:00Z', userId: '876', objectId: '7' },
    ]);
    const from = Date.parse('2026-09-01T08:00:00Z');
    expect(query(server.seen[0]?.target)).toEqual({ fromTimestamp: String(from), limit: '200' });
  });
});

describe('scopes', () => {
  it.each([
    ['conversations.read', `${ROOT}/inboxes`],
    ['tickets', '/crm/v3/objects/tickets'],
    ['crm.objects.contacts.read', '/crm/v3/objects/contacts'],
    ['crm.objects.owners.read', '/crm/v3/owners/'],
    ['crm.objects.companies.read', '/crm/v3/objects/companies'],
    ['crm.objects.deals.read', '/crm/v3/objects/deals'],
  ])('proves %s by one record of %s', async (scope, path) => {
    const { hubspot, server } = await openPortal(routes({ [path]: answer(200, { results: [] }) }));
    await hubspot.readWith(scope);
    expect(server.seen).toHaveLength(1);
    expect(query(server.seen[0]?.target)['limit']).toBe('1');
  });

  it('has a read for every scope that one can prove', async () => {
    const { hubspot } = await openPortal(answer(200, {}));
    for (const scope of READABLE_SCOPES) await hubspot.readWith(scope);
  });

  it('takes no login page for a proof', async () => {
    const { hubspot } = await openPortal(answer(200, '<html>Sign in</html>'));
    expect((await failureOf(hubspot.readWith('tickets'))).error.kind).toBe('parse');
  });

  it('makes no call for a scope that no read proves', async () => {
    const { hubspot, server } = await openPortal(answer(200, {}));
    expect((await failureOf(hubspot.readWith('conversations.write'))).error.kind).toBe('not-allowed');
    expect(server.connections()).toBe(0);
  });
});

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
    const { hubspot, server } = await openPortal(answer(404, { message: 'resource not found' }));
    expect(await hubspot.actor('E-jo@example.test/../x?y')).toBeNull();
    expect(server.seen[0]?.target).toBe(`${ROOT}/actors/E-jo%40example.test%2F..%2Fx%3Fy`);
  });
});

describe('conversations', () => {
  const thread = {
    id: 176347007,
    createdAt: '2026-09-01T08:00:00Z',
    closedAt: null,
    status: 'OPEN',
    originalChannelId: '1002',
    originalChannelAccountId: '9',
    latestMessageTimestamp: '2026-09-02T08:00:00Z',
    assignedTo: 'A-7001',
    spam: false,
    inboxId: '4',
    associatedContactId: '1401',
    archived: false,
    threadAssociations: { associatedTicketId: '577' },
  };
  const expected = {
    id: '176347007',
    status: 'OPEN',
    createdAt: '2026-09-01T08:00:00Z',
    latestMessageAt: '2026-09-02T08:00:00Z',
    assignedTo: 'A-7001',
    inboxId: '4',
    contactId: '1401',
    ticketId: '577',
    originalChannelId: '1002',
    originalChannelAccountId: '9',
    archived: false,
    spam: false,
  };

  it('reads a thread with its ticket', async () => {
    const { hubspot, server } = await openPortal(answer(200, thread));
    expect(await hubspot.thread('176347007')).toEqual(expected);
    expect(server.seen[0]?.target).toBe(`${ROOT}/threads/176347007?association=TICKET`);
  });

  it('reads a thread that nobody is assigned to and that has no ticket', async () => {
    const { assignedTo: _nobody, threadAssociations: _none, ...bare } = thread;
    const { hubspot } = await openPortal(answer(200, { ...bare, assignedTo: '' }));
    const found = await hubspot.thread('176347007');
    expect(found).not.toHaveProperty('assignedTo');
    expect(found).not.toHaveProperty('ticketId');
  });

  it('reads the threads of a ticket', async () => {
    const { hubspot, server } = await openPortal(answer(200, { results: [thread] }));
    expect(await hubspot.threadsOfTicket('577')).toEqual([expected]);
    expect(query(server.seen[0]?.target)).toEqual({ associatedTicketId: '577', association: 'TICKET' });
  });

  it.each([
    ['a 404 of its own', answer(404, { message: 'resource not found' }), null],
    [
      'an id of another form',
      answer(400, { message: 'Unable to parse value for path parameter: threadId' }),
      null,
    ],
  ])('takes %s for a thread that is not there', async (_name, fault, found) => {
    const { hubspot } = await openPortal(fault);
    expect(await hubspot.thread('x')).toBe(found);
  });

  it.each([
    ['a route that is not there', answer(404, '<html>Not found</html>'), 404],
    ['another 400', answer(400, { message: 'Invalid input JSON' }), 400],
  ])('does not take %s for it', async (_name, fault, status) => {
    const { hubspot } = await openPortal(fault);
    expect((await failureOf(hubspot.thread('1'))).error.status).toBe(status);
  });

  it('reads the newest page of messages and no other', async () => {
    const { hubspot, server } = await openPortal(
      answer(200, {
        results: [
          {
            id: 'm2',
            conversationsThreadId: '8',
            createdAt: '2026-09-01T09:00:00Z',
            createdBy: 'I-77',
            client: { clientType: 'INTEGRATION', integrationAppId: 77 },
            senders: [{ actorId: 'I-77', name: 'Bot', senderField: 'FROM' }],
            recipients: [
              {
                recipientField: 'TO',
                deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'jo@example.test' },
              },
            ],
            text: 'Hello',
            richText: '<p>Hello</p>',
            subject: 'Hi',
            truncationStatus: 'NOT_TRUNCATED',
            status: { statusType: 'FAILED', failureDetails: { errorMessage: 'bounced' } },
            direction: 'OUTGOING',
            channelId: '1002',
            channelAccountId: 9,
            type: 'MESSAGE',
          },
          {
            id: 'm1',
            type: 'ASSIGNMENT',
            createdAt: '2026-09-01T08:00:00Z',
            assignedTo: 'A-1',
            senders: null,
            recipients: [],
          },
        ],
        paging: { next: { after: 'more' } },
      }),
    );
    expect(await hubspot.messages('8')).toEqual([
      {
        id: 'm2',
        threadId: '8',
        type: 'MESSAGE',
        createdAt: '2026-09-01T09:00:00Z',
        createdBy: 'I-77',
        clientType: 'INTEGRATION',
        integrationAppId: '77',
        direction: 'OUTGOING',
        status: 'FAILED',
        failure: 'bounced',
        text: 'Hello',
        richText: '<p>Hello</p>',
        subject: 'Hi',
        truncation: 'NOT_TRUNCATED',
        senders: [{ actorId: 'I-77', name: 'Bot', field: 'FROM' }],
        recipients: [{ field: 'TO', deliveryType: 'HS_EMAIL_ADDRESS', deliveryValue: 'jo@example.test' }],
        channelId: '1002',
        channelAccountId: '9',
      },
      {
        id: 'm1',
        threadId: '8',
        type: 'ASSIGNMENT',
        createdAt: '2026-09-01T08:00:00Z',
        assignedTo: 'A-1',
        senders: [],
        recipients: [],
      },
    ]);
    expect(server.seen).toHaveLength(1);
    expect(query(server.seen[0]?.target)).toEqual({ limit: '100', sort: '-createdAt' });
  });

  it('fails where a thread has no messages because it is not there', async () => {
    const { hubspot } = await openPortal(answer(404, { message: 'resource not found' }));
    expect((await failureOf(hubspot.messages('8'))).error.status).toBe(404);
  });

  it('reads a channel account', async () => {
    const { hubspot } = await openPortal(
      answer(200, { id: 9, channelId: '1002', name: 'Support', active: true, authorized: false }),
    );
    expect(await hubspot.channelAccount('9')).toEqual({
      id: '9',
      channelId: '1002',
      name: 'Support',
      active: true,
      authorized: false,
    });
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
      answer(404, { message: 'Object not found. objectId is usually positive.' }),
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
    const contact = (id: string, email: string | null) => ({ id, properties: { email }, archived: false });
    const { hubspot, server } = await openPortal(
      answer(502),
      answer(200, {
        total: 3,
        results: [contact('1', 'JO@example.test'), contact('2', 'jo@example.test.test'), contact('3', null)],
      }),
    );
    expect(await hubspot.contactsByEmail('Jo@Example.test')).toEqual([
      { id: '1', email: 'JO@example.test', archived: false },
    ]);
    expect(server.seen).toHaveLength(2);
    expect(JSON.parse(server.seen[1]?.body ?? '')).toEqual({
      filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: 'Jo@Example.test' }] }],
      properties: ['email', 'firstname', 'lastname', 'phone'],
      limit: 3,
    });
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
      { pipelineId: '7', id: '70', label: 'Somewhere', closed: false },
    ]);
  });
});

describe('one call each', () => {
  it('makes no more requests than methods are called', async () => {
    const everything: Fault = answer(404, { message: 'resource not found' });
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
