import { describe, expect, it } from 'vitest';
import { APP_ID, ask, CHAT_THREAD, CONVERSATIONS, EMAIL_THREAD, type Json, sandboxOf } from '../support.ts';

const DATED = '/conversations/conversations/2026-09';
const THREADS = `${CONVERSATIONS}/threads`;
const MESSAGES = `${THREADS}/${EMAIL_THREAD}/messages`;
const ids = (json: Json): string[] => json.results.map((entry: Json) => entry.id);

describe('threads', () => {
  it('are read under both prefixes, with the ticket only on request', async () => {
    const { url } = await sandboxOf('healthy-email');
    const plain = await ask(url, `${THREADS}/${EMAIL_THREAD}`);
    expect(plain.json).toEqual({
      id: EMAIL_THREAD,
      status: 'OPEN',
      createdAt: '2026-11-18T14:02:10.000Z',
      inboxId: '481939',
      originalChannelId: '1002',
      originalChannelAccountId: '779894945',
      associatedContactId: '1401',
      assignedTo: 'A-7001',
      spam: false,
      archived: false,
      latestMessageTimestamp: '2026-11-18T14:48:30.000Z',
      latestMessageSentTimestamp: '2026-11-18T14:48:30.000Z',
      latestMessageReceivedTimestamp: '2026-11-18T14:20:45.000Z',
    });
    const full = await ask(url, `${DATED}/threads/${EMAIL_THREAD}?association=TICKET`);
    expect(full.json.threadAssociations).toEqual({ associatedTicketId: '57774743' });
  });

  it('that do not exist get a JSON 404', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await ask(url, `${THREADS}/1`);
    expect(status).toBe(404);
    expect(json).toMatchObject({ status: 'error', message: 'resource not found' });
  });

  it('are listed by id, in pages, and filtered', async () => {
    const { url } = await sandboxOf('healthy-chat');
    const first = await ask(url, `${THREADS}?limit=1`);
    expect(ids(first.json)).toEqual([EMAIL_THREAD]);
    const rest = await ask(url, `${THREADS}?limit=1&after=${first.json.paging.next.after}`);
    expect(ids(rest.json)).toEqual([CHAT_THREAD]);
    expect(rest.json).not.toHaveProperty('paging');
    expect(ids((await ask(url, `${THREADS}?associatedTicketId=57774743`)).json)).toEqual([EMAIL_THREAD]);
    expect(ids((await ask(url, `${THREADS}?inboxId=1`)).json)).toEqual([]);
    const ofContact = await ask(url, `${THREADS}?associatedContactId=1402&threadStatus=OPEN&sort=-id`);
    expect(ids(ofContact.json)).toEqual([CHAT_THREAD]);
    const recent = `${THREADS}?sort=latestMessageTimestamp&latestMessageTimestampAfter=2026-11-19T00:00:00Z`;
    expect(ids((await ask(url, recent)).json)).toEqual([CHAT_THREAD]);
  });

  it.each(['associatedContactId=1401', 'sort=latestMessageTimestamp', 'sort=-id', 'sort=name', 'limit=501'])(
    'cannot be listed with %s alone',
    async (query) => {
      const { url } = await sandboxOf('healthy-email');
      const { status, json } = await ask(url, `${THREADS}?${query}`);
      expect(status).toBe(400);
      expect(json.category).toBe('VALIDATION_ERROR');
    },
  );

  it('close and open again, and leave a row each time', async () => {
    const { url } = await sandboxOf('healthy-email');
    const patch = (body: unknown) => ask(url, `${THREADS}/${EMAIL_THREAD}`, { method: 'PATCH', body });
    const closed = await patch({ status: 'CLOSED' });
    expect(closed.json).toMatchObject({ status: 'CLOSED', closedAt: '2026-11-20T15:00:01.000Z' });
    expect((await ask(url, MESSAGES)).json.results[0]).toMatchObject({
      type: 'THREAD_STATUS_CHANGE',
      newStatus: 'CLOSED',
    });
    expect((await patch({ status: 'OPEN' })).json).not.toHaveProperty('closedAt');
    expect((await patch({ assignedTo: 'A-7002' })).status).toBe(400);
    expect((await patch({ status: 'PENDING' })).status).toBe(400);
  });

  it('are archived and restored', async () => {
    const { url } = await sandboxOf('healthy-email');
    const path = `${THREADS}/${EMAIL_THREAD}`;
    expect((await ask(url, path, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(url, path)).status).toBe(404);
    expect((await ask(url, `${path}?archived=true`)).json.archived).toBe(true);
    const restored = await ask(url, `${path}?archived=true`, { method: 'PATCH', body: { archived: false } });
    expect(restored.json.archived).toBe(false);
    expect((await ask(url, path)).status).toBe(200);
  });
});

describe('messages', () => {
  it('come newest first, each type with its own fields', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { json } = await ask(url, MESSAGES);
    expect(json.results.map((message: Json) => message.type)).toEqual([
      'MESSAGE',
      'COMMENT',
      'MESSAGE',
      'MESSAGE',
      'ASSIGNMENT',
      'MESSAGE',
    ]);
    expect(json.results[0]).toMatchObject({
      conversationsThreadId: EMAIL_THREAD,
      createdBy: 'A-7002',
      client: { clientType: 'HUBSPOT' },
      direction: 'OUTGOING',
      status: { statusType: 'SENT' },
      truncationStatus: 'NOT_TRUNCATED',
    });
    expect(json.results[1]).not.toHaveProperty('direction');
    expect(json.results[1].client).toEqual({ clientType: 'INTEGRATION', integrationAppId: 2011410 });
    expect(json.results[4]).not.toHaveProperty('text');
    const oldest = await ask(url, `${MESSAGES}?sort=createdAt&limit=1`);
    expect(ids(oldest.json)).toEqual(['e1000000000000000000000000000001']);
  });

  it('may come in short pages although more follows', async () => {
    const { url } = await sandboxOf('healthy-email', ({ state }) => {
      state.switches.pages = 'short';
    });
    const { json } = await ask(url, `${MESSAGES}?limit=3`);
    expect(json.results).toHaveLength(2);
    expect(json.paging.next.after).toBe('2');
  });

  it('are read one by one, with their whole text', async () => {
    const { url } = await sandboxOf('healthy-email', ({ state }) => {
      const message = state.messages['e1000000000000000000000000000001'];
      if (message) Object.assign(message, { truncationStatus: 'TRUNCATED', originalText: 'All of it' });
    });
    const path = `${MESSAGES}/e1000000000000000000000000000001`;
    expect((await ask(url, path)).json.truncationStatus).toBe('TRUNCATED');
    expect((await ask(url, `${path}/original-content`)).json.text).toBe('All of it');
    expect((await ask(url, `${MESSAGES}/nothing`)).status).toBe(404);
  });

  it('are sent in the name of an agent', async () => {
    const { url } = await sandboxOf('healthy-email');
    const body = {
      type: 'MESSAGE',
      text: 'Hi',
      richText: '<p>Hi</p>',
      recipients: [
        {
          actorId: 'V-1401',
          recipientField: 'TO',
          deliveryIdentifiers: [{ type: 'HS_EMAIL_ADDRESS', value: 'jo.doe@example.test' }],
        },
      ],
      senderActorId: 'A-7001',
      channelId: '1002',
      channelAccountId: '779894945',
      attachments: [],
    };
    const send = (change: object) => ask(url, MESSAGES, { method: 'POST', body: { ...body, ...change } });
    const sent = await send({});
    expect(sent.status).toBe(201);
    expect(sent.json).toMatchObject({
      createdBy: 'A-7001',
      client: { clientType: 'INTEGRATION', integrationAppId: 2011410 },
      direction: 'OUTGOING',
      status: { statusType: 'SENT' },
    });
    expect((await ask(url, MESSAGES)).json.results[0].id).toBe(sent.json.id);
    const byApp = await send({ senderActorId: `A-${APP_ID}` });
    expect(byApp.status).toBe(400);
    expect(byApp.json.message).toBe(`Sender actor A-${APP_ID} not found`);
    expect((await send({ senderActorId: `I-${APP_ID}` })).status).toBe(400);
    expect((await send({ channelId: '1000' })).status).toBe(400);
    expect((await send({ recipients: undefined })).json.message).toMatch(/^Invalid input: recipients/);
    const [{ deliveryIdentifiers: list, ...recipient }] = body.recipients as [(typeof body.recipients)[0]];
    const singular = await send({ recipients: [{ ...recipient, deliveryIdentifier: list[0] }] });
    expect(singular.status).toBe(201);
    expect(singular.json.recipients).toEqual(sent.json.recipients);
    expect((await send({ attachments: undefined })).status).toBe(201);
  });

  it('are taken and FAILED where a fault has it so', async () => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: ['sends-failed'] });
    const body = {
      type: 'MESSAGE',
      text: 'Hi',
      recipients: [{ deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'jo.doe@example.test' } }],
      senderActorId: 'A-7001',
      channelId: '1002',
      channelAccountId: '779894945',
    };
    const { status, json } = await ask(url, MESSAGES, { method: 'POST', body });
    expect(status).toBe(201);
    expect(json.status).toMatchObject({ statusType: 'FAILED', failureDetails: expect.anything() });
    expect((await ask(url, `${MESSAGES}/${json.id}`)).json).toEqual(json);
  });

  it.each([{}, { senderActorId: 'A-7001' }])("that are comments are the app's, with %o", async (named) => {
    const { url } = await sandboxOf('healthy-email');
    const body = { type: 'COMMENT', text: 'Note', richText: '<p>Note</p>', ...named };
    const { status, json } = await ask(url, MESSAGES, { method: 'POST', body });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      type: 'COMMENT',
      createdBy: `I-${APP_ID}`,
      senders: [{ actorId: `I-${APP_ID}` }],
      recipients: [],
    });
  });
});

describe('the assignee', () => {
  const spec = `/conversations/conversations/v3/threads/${EMAIL_THREAD}/assignee`;
  const guide = `${THREADS}/${EMAIL_THREAD}/assignee`;

  it('is put and deleted as the specification has it', async () => {
    const { url } = await sandboxOf('healthy-email');
    const put = await ask(url, spec, { method: 'PUT', body: { actorId: 'A-7002' } });
    expect(put.json.assignedTo).toBe('A-7002');
    expect((await ask(url, MESSAGES)).json.results[0]).toMatchObject({
      type: 'ASSIGNMENT',
      assignedTo: 'A-7002',
      assignedFrom: 'A-7001',
    });
    expect((await ask(url, spec, { method: 'PUT', body: { actorId: 'V-1401' } })).status).toBe(400);
    expect((await ask(url, spec, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(url, `${THREADS}/${EMAIL_THREAD}`)).json).not.toHaveProperty('assignedTo');
    const posted = await ask(url, guide, { method: 'POST', body: { actorId: 'A-7002' } });
    expect(posted.status).toBe(404);
    expect(posted.headers.get('content-type')).toMatch(/html/);
  });

  it('is posted by email as the guide has it, where the portal follows that', async () => {
    const { url } = await sandboxOf('healthy-email', ({ state }) => {
      state.switches.assignee = 'post-guide';
    });
    const body = { actorId: 'robin.reed@example.test' };
    expect((await ask(url, guide, { method: 'POST', body })).json.assignedTo).toBe('A-7002');
    expect((await ask(url, spec, { method: 'PUT', body: { actorId: 'A-7001' } })).status).toBe(404);
  });
});

describe('actors', () => {
  it.each([
    ['A-7001', { type: 'AGENT', name: 'OpenCX Assistant', email: 'ai@example.test' }],
    ['V-1401', { type: 'VISITOR', name: 'Jo Doe', email: 'jo.doe@example.test' }],
    ['I-2011410', { type: 'INTEGRATOR', name: 'OpenCX' }],
    ['E-jo.doe@example.test', { type: 'EMAIL', email: 'jo.doe@example.test' }],
    ['S-hubspot', { type: 'SYSTEM' }],
  ])('%s is known', async (id, actor) => {
    const { url } = await sandboxOf('healthy-email');
    expect((await ask(url, `${CONVERSATIONS}/actors/${id}`)).json).toEqual({ id, ...actor });
  });

  it.each(['A-90001', 'A-7999', 'V-1', 'I-1', 'X'])('%s is nobody', async (id) => {
    const { url } = await sandboxOf('healthy-email');
    expect((await ask(url, `${CONVERSATIONS}/actors/${id}`)).status).toBe(404);
  });

  it('are read in a batch, 207 where some are missing', async () => {
    const { url } = await sandboxOf('healthy-email');
    const read = (inputs: string[]) =>
      ask(url, `${CONVERSATIONS}/actors/batch/read`, { method: 'POST', body: { inputs } });
    const all = await read(['A-7001', 'V-1401']);
    expect(all.status).toBe(200);
    expect(ids(all.json)).toEqual(['A-7001', 'V-1401']);
    const some = await read(['A-7001', 'V-1']);
    expect(some.status).toBe(207);
    expect(some.json).toMatchObject({ numErrors: 1, errors: [{ context: { ids: ['V-1'] } }] });
  });

  it('may be visitors who are no contacts', async () => {
    const { url } = await sandboxOf('contact-not-in-portal');
    expect((await ask(url, `${CONVERSATIONS}/actors/V-1402`)).json.name).toBe('Sam Hill');
    expect((await ask(url, '/crm/v3/objects/contacts/1402')).status).toBe(404);
  });
});

describe('inboxes, channels and channel accounts', () => {
  it('are listed with their total', async () => {
    const { url } = await sandboxOf('healthy-email');
    const inboxes = await ask(url, `${CONVERSATIONS}/inboxes`);
    expect(inboxes.json).toMatchObject({ total: 1, results: [{ id: '481939', type: 'INBOX' }] });
    const channels = await ask(url, `${DATED}/channels?limit=2`);
    expect(channels.json.total).toBe(3);
    expect(ids(channels.json)).toEqual(['1000', '1001']);
    expect(channels.json.paging.next.after).toBe('2');
    const accounts = await ask(url, `${CONVERSATIONS}/channel-accounts?channelId=1002&inboxId=481939`);
    expect(ids(accounts.json)).toEqual(['779894945']);
  });

  it('are read one by one', async () => {
    const { url } = await sandboxOf('channel-unreachable');
    const account = await ask(url, `${CONVERSATIONS}/channel-accounts/779894945`);
    expect(account.json).toMatchObject({ id: '779894945', active: true, authorized: false });
    expect((await ask(url, `${CONVERSATIONS}/inboxes/481939`)).json.name).toBe('Support');
    expect((await ask(url, `${CONVERSATIONS}/channels/1`)).status).toBe(404);
  });
});
