import { describe, expect, it } from 'vitest';
import { RefusedAction } from '../../../src/sandbox/people/threads.ts';
import { ask, CHAT_THREAD, CONVERSATIONS, EMAIL_THREAD, sandboxOf } from '../support.ts';

const messagesOf = async (url: string, threadId: string) =>
  (await ask(url, `${CONVERSATIONS}/threads/${threadId}/messages`)).json.results;

describe('a customer', () => {
  it('opens a conversation by mail, as a visitor who is no contact', async () => {
    const sandbox = await sandboxOf('healthy-email');
    const { threadId, messageId } = await sandbox.customerWrites('new', 'Where is my order?\nIt is late.', {
      email: 'lee.park@example.test',
      name: 'Lee Park',
    });
    const { json } = await ask(sandbox.url, `${CONVERSATIONS}/threads/${threadId}`);
    expect(json).toMatchObject({
      status: 'OPEN',
      inboxId: '481939',
      originalChannelId: '1002',
      originalChannelAccountId: '779894945',
      assignedTo: 'A-7001',
    });
    const visitor = `V-${json.associatedContactId}`;
    const contact = await ask(sandbox.url, `/crm/v3/objects/contacts/${json.associatedContactId}`);
    expect(contact.status).toBe(404);
    expect((await ask(sandbox.url, `${CONVERSATIONS}/actors/${visitor}`)).json).toMatchObject({
      type: 'VISITOR',
      email: 'lee.park@example.test',
    });
    const [message] = await messagesOf(sandbox.url, threadId);
    expect(message).toMatchObject({
      id: messageId,
      createdBy: visitor,
      client: { clientType: 'HUBSPOT' },
      text: 'Where is my order?\nIt is late.',
      richText: '<p>Where is my order?</p><p>It is late.</p>',
      subject: 'Where is my order',
      status: { statusType: 'RECEIVED' },
      direction: 'INCOMING',
      channelId: '1002',
      senders: [
        {
          actorId: visitor,
          name: 'Lee Park',
          senderField: 'FROM',
          deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'lee.park@example.test' },
        },
      ],
      recipients: [{ deliveryIdentifier: { value: 'support@example.test' } }],
    });
  });

  it('brings the conversation that it writes on to the front', async () => {
    const sandbox = await sandboxOf('healthy-email');
    const { threadId } = await sandbox.customerWrites('new', 'Hello');
    const before = sandbox.newestThreads();
    expect(before[0]).toBe(threadId);
    expect(before).toContain(EMAIL_THREAD);
    await sandbox.customerWrites(EMAIL_THREAD, 'Hello again');
    expect(sandbox.newestThreads().slice(0, 2)).toEqual([EMAIL_THREAD, threadId]);
  });

  it('is the contact whose address is given, or the visitor who wrote from it before', async () => {
    const sandbox = await sandboxOf('healthy-email');
    const jo = await sandbox.customerWrites('new', 'Hello', { email: 'Jo.Doe@example.test' });
    expect(sandbox.thread(jo.threadId)?.customer).toEqual({
      actorId: 'V-1401',
      name: 'Jo Doe',
      email: 'jo.doe@example.test',
      isContact: true,
    });
    const lee = { email: 'lee.park@example.test' };
    const first = await sandbox.customerWrites('new', 'Hello', lee);
    const second = await sandbox.customerWrites('new', 'Hello again', lee);
    expect(second.threadId).not.toBe(first.threadId);
    const [one, other] = [first, second].map(({ threadId }) => sandbox.thread(threadId)?.customer);
    expect(one).toEqual(other);
    expect(one?.isContact).toBe(false);
  });

  it('is greeted in a chat, anonymous or as a contact that HubSpot makes of the address', async () => {
    const sandbox = await sandboxOf('healthy-email');
    const anonymous = await sandbox.customerWrites('new', 'Hello');
    expect(sandbox.thread(anonymous.threadId)).toMatchObject({
      channel: 'chat',
      customer: { isContact: false },
      messages: [
        { type: 'WELCOME_MESSAGE', from: 'hubspot' },
        { text: 'Hello', from: 'customer' },
      ],
    });
    const named = await sandbox.customerWrites('new', 'Hello', {
      channel: 'chat',
      email: 'kit@example.test',
    });
    expect(sandbox.thread(named.threadId)?.customer).toMatchObject({
      email: 'kit@example.test',
      isContact: true,
    });
    const path = '/crm/v3/objects/contacts/kit@example.test?idProperty=email';
    expect((await ask(sandbox.url, path)).status).toBe(200);
  });

  it('goes on in a conversation, which opens again', async () => {
    const sandbox = await sandboxOf('healthy-chat');
    await sandbox.setThreadStatus(CHAT_THREAD, 'CLOSED');
    await sandbox.customerWrites(CHAT_THREAD, 'One more question');
    const [newest, row] = await messagesOf(sandbox.url, CHAT_THREAD);
    expect(newest).toMatchObject({
      createdBy: 'V-1402',
      channelId: '1000',
      senders: [{ deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'visitor-1402' } }],
    });
    expect(newest).not.toHaveProperty('subject');
    expect(row).toMatchObject({ type: 'THREAD_STATUS_CHANGE', newStatus: 'OPEN' });
    await sandbox.customerWrites(EMAIL_THREAD, 'And another');
    expect((await messagesOf(sandbox.url, EMAIL_THREAD))[0].subject).toBe('Re: Where is my order');
  });

  it.each([
    ['a mail without an address', 'new', { channel: 'email' }],
    ['a conversation that does not exist', '1', {}],
  ] as const)('cannot write %s', async (_, threadId, options) => {
    const sandbox = await sandboxOf('healthy-email');
    await expect(sandbox.customerWrites(threadId, 'Hello', options)).rejects.toThrow(RefusedAction);
  });
});

describe('a rep', () => {
  it('answers the customer on the channel that the customer came by', async () => {
    const sandbox = await sandboxOf('healthy-email');
    await sandbox.repReplies(EMAIL_THREAD, 'It arrives tomorrow & <soon>');
    expect((await messagesOf(sandbox.url, EMAIL_THREAD))[0]).toMatchObject({
      type: 'MESSAGE',
      createdBy: 'A-7002',
      client: { clientType: 'HUBSPOT' },
      senders: [{ actorId: 'A-7002', name: 'Robin Reed', senderField: 'FROM' }],
      recipients: [
        {
          actorId: 'V-1401',
          recipientField: 'TO',
          deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'jo.doe@example.test' },
        },
      ],
      richText: '<p>It arrives tomorrow &amp; &lt;soon&gt;</p>',
      subject: 'Re: Where is my order',
      direction: 'OUTGOING',
      status: { statusType: 'SENT' },
    });
  });

  it('leaves internal comments, also in the name of another user', async () => {
    const sandbox = await sandboxOf('healthy-email');
    await sandbox.repReplies(EMAIL_THREAD, 'A note', { internal: true, userId: '7003' });
    const [comment] = await messagesOf(sandbox.url, EMAIL_THREAD);
    expect(comment).toMatchObject({ type: 'COMMENT', createdBy: 'A-7003', recipients: [] });
    expect(comment).not.toHaveProperty('direction');
    await expect(sandbox.repReplies(EMAIL_THREAD, 'x', { userId: '1' })).rejects.toThrow('no user 1');
  });

  it('gives a conversation away, and to nobody', async () => {
    const sandbox = await sandboxOf('healthy-email');
    await sandbox.assign(EMAIL_THREAD, 'A-7003');
    expect(sandbox.thread(EMAIL_THREAD)?.assignedTo).toBe('A-7003');
    expect((await messagesOf(sandbox.url, EMAIL_THREAD))[0]).toMatchObject({
      type: 'ASSIGNMENT',
      createdBy: 'A-7002',
      assignedTo: 'A-7003',
      assignedFrom: 'A-7001',
    });
    await sandbox.assign(EMAIL_THREAD, null);
    expect(sandbox.thread(EMAIL_THREAD)?.assignedTo).toBeNull();
    await expect(sandbox.assign(EMAIL_THREAD, 'A-90001')).rejects.toThrow(RefusedAction);
  });

  it('moves a ticket, whose closing date comes and goes with a closed stage', async () => {
    const sandbox = await sandboxOf('healthy-email');
    const ticket = () => sandbox.thread(EMAIL_THREAD)?.ticket;
    expect(ticket()).toMatchObject({
      open: true,
      stage: 'Waiting on us',
      contactEmails: ['jo.doe@example.test'],
    });
    await sandbox.changeTicket('57774743', { hs_pipeline_stage: '4' });
    expect(ticket()).toMatchObject({
      open: false,
      stage: 'Closed',
      properties: { closed_date: '2026-11-20T15:00:01.000Z' },
    });
    await sandbox.changeTicket('57774743', { hs_pipeline_stage: '1' });
    expect(ticket()?.open).toBe(true);
    expect(ticket()?.properties).not.toHaveProperty('closed_date');
    await expect(sandbox.changeTicket('1', {})).rejects.toThrow('no ticket 1');
    await expect(sandbox.changeTicket('57774743', { shoe_size: '43' })).rejects.toThrow('shoe_size');
    await expect(sandbox.changeTicket('57774743', { hs_pipeline_stage: '44' })).rejects.toThrow(
      'Pipeline 0 has no stage 44.',
    );
  });

  it('sees in a thread who wrote what', async () => {
    const sandbox = await sandboxOf('healthy-email');
    expect(sandbox.thread(EMAIL_THREAD)?.messages.map(({ type, from }) => `${from} ${type}`)).toEqual([
      'customer MESSAGE',
      'ai MESSAGE',
      'customer MESSAGE',
      'ai COMMENT',
      'rep MESSAGE',
    ]);
    expect(sandbox.thread('1')).toBeUndefined();
  });
});

describe('over HTTP', () => {
  const act = (url: string, name: string, body: unknown) =>
    ask(url, `/sandbox/act/${name}`, { method: 'POST', body, authorization: null });

  it('anyone can be the customer and the rep', async () => {
    const { url } = await sandboxOf('healthy-email');
    const opened = await act(url, 'customer-writes', { text: 'Hello', email: 'lee.park@example.test' });
    expect(opened.status).toBe(201);
    const { threadId: thread } = opened.json;
    await act(url, 'customer-writes', { thread, text: 'Anybody there?' });
    await act(url, 'rep-replies', { thread: Number(thread), text: 'Yes' });
    await act(url, 'rep-replies', { thread, text: 'A note', internal: true, userId: 7003 });
    await act(url, 'set-status', { thread, status: 'CLOSED' });
    const assigned = await act(url, 'assign', { thread, actorId: 'A-7003' });
    const seen = await ask(url, `/sandbox/act/threads/${thread}`, { authorization: null });
    expect(seen.json).toEqual(assigned.json);
    expect(seen.json).toMatchObject({
      status: 'CLOSED',
      assignedTo: 'A-7003',
      messages: [
        { text: 'Hello' },
        { text: 'Anybody there?' },
        { text: 'Yes', author: 'A-7002' },
        { text: 'A note', author: 'A-7003', type: 'COMMENT' },
      ],
    });
    const all = await ask(url, '/sandbox/act/threads', { authorization: null });
    expect(all.json).toHaveLength(2);
    const properties = { hs_pipeline_stage: '2' };
    const changed = await act(url, 'change-ticket', { ticket: '57774743', properties });
    expect(changed.json.properties).toMatchObject(properties);
  });

  it('what cannot be done is refused in words', async () => {
    const { url } = await sandboxOf('healthy-email');
    expect((await act(url, 'customer-writes', {})).json.error).toMatch(/^text: /);
    expect((await act(url, 'customer-writes', 'no JSON')).status).toBe(400);
    expect((await act(url, 'rep-replies', { thread: '1', text: 'x' })).status).toBe(404);
    expect((await act(url, 'assign', { thread: EMAIL_THREAD, actorId: 'A-1' })).json.error).toBe(
      'A-1 is no agent of this portal.',
    );
    expect((await act(url, 'nothing', {})).status).toBe(404);
    expect((await ask(url, '/sandbox/act/threads/1')).status).toBe(404);
  });

  it('no fault meets it and it is not seen among the requests', async () => {
    const { url, requests } = await sandboxOf('healthy-email', undefined, { faults: ['reset'] });
    expect((await ask(url, '/sandbox/act/threads')).status).toBe(200);
    expect(requests).toEqual([]);
  });
});
