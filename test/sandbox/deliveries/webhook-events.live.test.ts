import { describe, expect, it } from 'vitest';
import type { Portal } from '../../../src/sandbox/portal/portals.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { APP_ID, ask, CHAT_THREAD, CONVERSATIONS, EMAIL_THREAD, sandboxOf } from '../support.ts';
import { type Receiver, receiver } from './receiver.ts';

const THREAD = `${CONVERSATIONS}/threads/${EMAIL_THREAD}`;
const TICKET = '57774743';
const TICKETS = '/crm/v3/objects/tickets';

/** Subscribes the portal's app to more, `type` or `type property`. */
const subscribed =
  (...wanted: string[]) =>
  ({ state }: Portal): void => {
    const subscriptions = state.apps[APP_ID]?.webhooks.subscriptions ?? {};
    for (const [index, one] of wanted.entries()) {
      const [eventType = '', propertyName] = one.split(' ');
      const createdAt = '2026-11-02T09:13:00.000Z';
      subscriptions[String(3100 + index)] = {
        eventType,
        active: true,
        createdAt,
        ...(propertyName && { propertyName }),
      };
    }
  };

async function portalWithReceiver(
  name: string,
  change: (portal: Portal) => void = () => {},
): Promise<{ sandbox: Sandbox; inbox: Receiver }> {
  const inbox = await receiver();
  return { sandbox: await sandboxOf(name, change, { deliverTo: inbox.target }), inbox };
}

describe('a message', () => {
  it('that an app sends is told to it, in HubSpot’s keys and their order', async () => {
    const { sandbox, inbox } = await portalWithReceiver('healthy-email');
    const body = { type: 'COMMENT', text: 'Note', richText: '<p>Note</p>', senderActorId: 'A-7001' };
    const { json } = await ask(sandbox.url, `${THREAD}/messages`, { method: 'POST', body });
    await sandbox.settled();
    const expected = {
      eventId: 3814000001,
      subscriptionId: 3001,
      portalId: 1020304,
      appId: 2011410,
      occurredAt: Date.parse(json.createdAt),
      subscriptionType: 'conversation.newMessage',
      attemptNumber: 0,
      objectId: Number(EMAIL_THREAD),
      messageId: json.id,
      messageType: 'COMMENT',
      changeFlag: 'NEW_MESSAGE',
    };
    expect(inbox.received[0]?.body).toBe(JSON.stringify([expected]));
  });

  it('of each kind is told; the rows of the system are not', async () => {
    const { sandbox, inbox } = await portalWithReceiver('healthy-email');
    const { threadId } = await sandbox.customerWrites('new', 'Hello');
    await sandbox.repReplies(threadId, 'Hello');
    await sandbox.repReplies(threadId, 'A note', { internal: true });
    await sandbox.assign(threadId, 'A-7002');
    await sandbox.setThreadStatus(threadId, 'CLOSED');
    await sandbox.settled();
    expect(inbox.events().map((event) => [event.subscriptionType, event.messageType])).toEqual([
      ['conversation.creation', undefined],
      ['conversation.newMessage', 'WELCOME_MESSAGE'],
      ['conversation.newMessage', 'MESSAGE'],
      ['conversation.newMessage', 'MESSAGE'],
      ['conversation.newMessage', 'COMMENT'],
    ]);
  });
});

describe('a conversation', () => {
  it('that begins is told with the common keys alone', async () => {
    const { sandbox, inbox } = await portalWithReceiver('healthy-email');
    const { threadId } = await sandbox.customerWrites('new', 'Hello', { email: 'lee.park@example.test' });
    await sandbox.settled();
    expect(inbox.events()[0]).toEqual({
      eventId: 3814000001,
      subscriptionId: 3002,
      portalId: 1020304,
      appId: 2011410,
      occurredAt: Date.parse('2026-11-20T15:00:01.000Z'),
      subscriptionType: 'conversation.creation',
      attemptNumber: 0,
      objectId: Number(threadId),
    });
  });

  it('that changes owner or status is told where that is subscribed', async () => {
    const { sandbox, inbox } = await portalWithReceiver(
      'healthy-email',
      subscribed('conversation.propertyChange assignedTo', 'conversation.propertyChange status'),
    );
    const assignee = `/conversations/conversations/v3/threads/${EMAIL_THREAD}/assignee`;
    await ask(sandbox.url, assignee, { method: 'PUT', body: { actorId: 'A-7002' } });
    await ask(sandbox.url, assignee, { method: 'PUT', body: { actorId: 'A-7002' } });
    await ask(sandbox.url, assignee, { method: 'DELETE' });
    await ask(sandbox.url, THREAD, { method: 'PATCH', body: { status: 'CLOSED' } });
    await sandbox.settled();
    const told = inbox.events().map((event) => [event.propertyName, event.propertyValue]);
    expect(told).toEqual([
      ['assignedTo', 'A-7002'],
      ['assignedTo', ''],
      ['status', 'CLOSED'],
    ]);
  });

  it('may name its owner by the bare user id', async () => {
    const { sandbox, inbox } = await portalWithReceiver('healthy-email', (portal) => {
      subscribed('conversation.propertyChange assignedTo')(portal);
      portal.state.switches.ownerInEvents = 'user-id';
    });
    await sandbox.assign(EMAIL_THREAD, 'A-7002');
    await sandbox.settled();
    expect(inbox.events()[0]?.propertyValue).toBe('7002');
  });

  it('that is archived and restored is told', async () => {
    const { sandbox, inbox } = await portalWithReceiver(
      'healthy-email',
      subscribed('conversation.deletion', 'conversation.propertyChange isArchived'),
    );
    await ask(sandbox.url, THREAD, { method: 'DELETE' });
    await ask(sandbox.url, `${THREAD}?archived=true`, { method: 'PATCH', body: { archived: false } });
    await sandbox.settled();
    expect(inbox.events()).toMatchObject([
      { subscriptionType: 'conversation.deletion', objectId: Number(EMAIL_THREAD) },
      { propertyName: 'isArchived', propertyValue: 'false' },
    ]);
  });
});

describe('a ticket', () => {
  it('that an app changes is told once for each subscribed property that changed', async () => {
    const { sandbox, inbox } = await portalWithReceiver(
      'healthy-email',
      subscribed('ticket.propertyChange subject', 'ticket.propertyChange hs_ticket_priority'),
    );
    const properties = {
      hs_pipeline_stage: '2',
      subject: 'Parcel',
      hs_ticket_priority: 'MEDIUM',
      content: 'x',
    };
    await ask(sandbox.url, `${TICKETS}/${TICKET}`, { method: 'PATCH', body: { properties } });
    await sandbox.settled();
    const common = {
      portalId: 1020304,
      appId: 2011410,
      occurredAt: Date.parse('2026-11-20T15:00:01.000Z'),
      subscriptionType: 'ticket.propertyChange',
      attemptNumber: 0,
      objectId: Number(TICKET),
    };
    const by = { changeSource: 'INTEGRATION', sourceId: APP_ID };
    expect(inbox.events().map(({ eventId: _, subscriptionId: __, ...event }) => event)).toEqual([
      { ...common, propertyName: 'subject', propertyValue: 'Parcel', ...by },
      { ...common, propertyName: 'hs_pipeline_stage', propertyValue: '2', ...by },
    ]);
  });

  it('that a rep changes names the rep', async () => {
    const { sandbox, inbox } = await portalWithReceiver('healthy-email');
    await sandbox.changeTicket(TICKET, { hs_pipeline_stage: '4' });
    await sandbox.settled();
    expect(inbox.received[0]?.body).toMatch(
      /"propertyName":"hs_pipeline_stage","propertyValue":"4","changeSource":"CRM_UI","sourceId":"userId:7002"}]$/,
    );
  });

  it('that is made is told, and so are its first values', async () => {
    const { sandbox, inbox } = await portalWithReceiver(
      'healthy-email',
      subscribed('ticket.creation', 'contact.creation'),
    );
    const ticket = { properties: { subject: 'x', hs_pipeline_stage: '1' } };
    const { json } = await ask(sandbox.url, TICKETS, { method: 'POST', body: ticket });
    const contact = { properties: { email: 'lee.park@example.test' } };
    await ask(sandbox.url, '/crm/v3/objects/contacts', { method: 'POST', body: contact });
    await sandbox.settled();
    expect(inbox.events()).toMatchObject([
      {
        subscriptionType: 'ticket.creation',
        objectId: Number(json.id),
        changeFlag: 'CREATED',
        changeSource: 'INTEGRATION',
        sourceId: APP_ID,
      },
      { subscriptionType: 'ticket.propertyChange', propertyName: 'hs_pipeline_stage', propertyValue: '1' },
      { subscriptionType: 'contact.creation' },
    ]);
  });

  it('comes in the expanded format where the subscription has that', async () => {
    const { sandbox, inbox } = await portalWithReceiver('expanded-object-events');
    await sandbox.changeTicket(TICKET, { hs_pipeline_stage: '4' });
    await sandbox.settled();
    expect(inbox.events()).toMatchObject([
      { subscriptionType: 'object.propertyChange', objectTypeId: '0-5', isSensitive: false },
    ]);
  });

  it('that was emptied of a property says so with an empty value', async () => {
    const { sandbox, inbox } = await portalWithReceiver(
      'healthy-email',
      subscribed('ticket.propertyChange content'),
    );
    await sandbox.changeTicket(TICKET, { content: '' });
    await sandbox.settled();
    expect(inbox.events()).toMatchObject([{ propertyName: 'content', propertyValue: '' }]);
  });
});

describe('nothing is told', () => {
  it.each([
    ['subscription-paused'],
    ['subscription-missing'],
    ['changes-uncommitted'],
    ['webhook-not-registered'],
    ['service-key-without-webhooks'],
  ])('of a message in the portal %s', async (name) => {
    const { sandbox, inbox } = await portalWithReceiver(name);
    await sandbox.repReplies(EMAIL_THREAD, 'Hello');
    await sandbox.settled();
    expect(inbox.received).toEqual([]);
  });

  it('of a ticket where no property is selected', async () => {
    const { sandbox, inbox } = await portalWithReceiver('ticket-properties-unselected');
    await sandbox.changeTicket(TICKET, { hs_pipeline_stage: '4' });
    await sandbox.settled();
    expect(inbox.received).toEqual([]);
  });

  it('where a write is refused', async () => {
    const { sandbox, inbox } = await portalWithReceiver('healthy-chat');
    const body = { type: 'MESSAGE', text: 'Hi' };
    const path = `${CONVERSATIONS}/threads/${CHAT_THREAD}/messages`;
    expect((await ask(sandbox.url, path, { method: 'POST', body })).status).toBe(400);
    await sandbox.settled();
    expect(inbox.received).toEqual([]);
  });
});

describe('a tie between two records', () => {
  const TIE = `${TICKETS}/${TICKET}/associations/contacts/1402/ticket_to_contact`;
  const tie = ({ url }: Sandbox, method: string) => ask(url, TIE, { method });

  it('is told from the side that is subscribed to, without objectId, once when it comes and once when it goes', async () => {
    const { sandbox, inbox } = await portalWithReceiver(
      'healthy-email',
      subscribed('ticket.associationChange', 'contact.associationChange'),
    );
    for (const method of ['PUT', 'PUT', 'DELETE', 'DELETE']) await tie(sandbox, method);
    await sandbox.settled();
    const events = inbox.received.flatMap(({ body }) => JSON.parse(body));
    const told = { changeSource: 'INTEGRATION', sourceId: APP_ID };
    const ticket = { associationType: 'TICKET_TO_CONTACT', fromObjectId: Number(TICKET), toObjectId: 1402 };
    const contact = { associationType: 'CONTACT_TO_TICKET', fromObjectId: 1402, toObjectId: Number(TICKET) };
    const inOrder = events.toSorted((one, other) => one.eventId - other.eventId);
    expect(inOrder).toMatchObject([
      { subscriptionType: 'ticket.associationChange', ...ticket, associationRemoved: false, ...told },
      { subscriptionType: 'contact.associationChange', ...contact, associationRemoved: false, ...told },
      { ...ticket, associationRemoved: true },
      { ...contact, associationRemoved: true },
    ]);
    for (const event of events) expect(event).not.toHaveProperty('objectId');
  });

  it('is told of a ticket that is made with one', async () => {
    const { sandbox, inbox } = await portalWithReceiver(
      'healthy-email',
      subscribed('ticket.associationChange'),
    );
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 }];
    const body = {
      properties: { subject: 'Help', hs_pipeline_stage: '1' },
      associations: [{ to: { id: '1402' }, types }],
    };
    const { json } = await ask(sandbox.url, TICKETS, { method: 'POST', body });
    await sandbox.settled();
    const events = inbox.received.flatMap(({ body: sent }) => JSON.parse(sent));
    expect(
      events.filter(({ subscriptionType }) => subscriptionType === 'ticket.associationChange'),
    ).toMatchObject([{ fromObjectId: Number(json.id), toObjectId: 1402, associationRemoved: false }]);
  });
});
