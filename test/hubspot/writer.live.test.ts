import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import { createHubSpotReader } from '../../src/hubspot/reader.ts';
import { createHubSpotWriter } from '../../src/hubspot/writer.ts';
import { loadPortal, type Portal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { answer, type Fault } from '../wire/fault-server.ts';
import { failureOf, openServer, openWire } from '../wire/open-wire.ts';
import { CANARY, NOT_FOUND, shown } from './portal.ts';

const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';
const EMAIL_THREAD = '8243595013';
const CHAT_THREAD = '8243601188';
const NO_ROUTE = answer(404, '<html>Not found</html>');

async function openWriter(...script: Fault[]) {
  const server = await openServer(...script);
  const wire = openWire();
  return {
    server,
    wire,
    writer: createHubSpotWriter({ wire, baseUrl: server.url, token: new Secret(CANARY) }),
  };
}

async function openSandbox(name: string, change: (portal: Portal) => void = () => {}) {
  const portal = await loadPortal(name);
  change(portal);
  const sandbox = await startSandbox(portal);
  onTestFinished(() => sandbox.close());
  const access = { wire: openWire({ maxTries: 1 }), baseUrl: sandbox.url, token: new Secret(TOKEN) };
  const describeUrl = () => ({ scheme: 'https:', host: 'h', digest: 'd' });
  return {
    sandbox,
    writer: createHubSpotWriter(access),
    reader: createHubSpotReader({ ...access, describeUrl }),
  };
}

const body = (request: { body: string } | undefined) => JSON.parse(request?.body ?? 'null');

describe('messages', () => {
  const message = {
    text: 'Hello',
    richText: '<p>Hello</p>',
    senderActorId: 'A-7001',
    channelId: '1002',
    channelAccountId: '779894945',
    subject: 'Re: Order',
    recipients: [
      {
        actorId: 'V-1401',
        name: 'Jo Doe',
        field: 'TO',
        deliveryType: 'HS_EMAIL_ADDRESS',
        deliveryValue: 'jo.doe@example.test',
      },
      { actorId: 'V-1402' },
    ],
  };

  it('are posted in the form that HubSpot wants', async () => {
    const { server, writer } = await openWriter(answer(201, { id: 'm1' }));
    expect(await writer.postMessage('8', message)).toEqual({ id: 'm1' });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      target: '/conversations/v3/conversations/threads/8/messages',
    });
    expect(body(server.seen[0])).toEqual({
      type: 'MESSAGE',
      text: 'Hello',
      richText: '<p>Hello</p>',
      attachments: [],
      senderActorId: 'A-7001',
      channelId: '1002',
      channelAccountId: '779894945',
      subject: 'Re: Order',
      recipients: [
        {
          actorId: 'V-1401',
          name: 'Jo Doe',
          recipientField: 'TO',
          deliveryIdentifiers: [{ type: 'HS_EMAIL_ADDRESS', value: 'jo.doe@example.test' }],
        },
        { actorId: 'V-1402', deliveryIdentifiers: [] },
      ],
    });
  });

  it.each([
    [{ statusType: 'SENT' }, { status: 'SENT' }],
    [
      { statusType: 'FAILED', failureDetails: { errorMessage: 'No route.', errorMessageTokens: {} } },
      { status: 'FAILED', failure: 'No route.' },
    ],
    [{ statusType: 'FAILED', failureDetails: null }, { status: 'FAILED' }],
    ['FAILED', {}],
    [null, {}],
  ])('are taken with what HubSpot says of them: %j', async (status, said) => {
    const { writer } = await openWriter(answer(201, { id: 'm1', status }));
    expect(await writer.postMessage('8', message)).toEqual({ id: 'm1', ...said });
  });

  it('are never sent again by the wire once they may have arrived', async () => {
    const { server, writer } = await openWriter(answer(503, '<html>busy</html>'), answer(201, { id: 'm1' }));
    expect((await failureOf(writer.postMessage('8', message))).error.status).toBe(503);
    expect(server.seen).toHaveLength(1);
  });

  it('show in the emulated portal, comments apart from them', async () => {
    const { writer, reader } = await openSandbox('healthy-email');
    const { id: messageId } = await writer.postMessage(EMAIL_THREAD, message);
    const commentId = await writer.postComment(EMAIL_THREAD, { text: 'Note', richText: '<p>Note</p>' });
    expect(await reader.message(EMAIL_THREAD, messageId)).toMatchObject({
      type: 'MESSAGE',
      direction: 'OUTGOING',
      text: 'Hello',
      createdBy: 'A-7001',
      recipients: [{ actorId: 'V-1401', field: 'TO', deliveryValue: 'jo.doe@example.test' }],
    });
    expect((await reader.messages(EMAIL_THREAD))[0]).toMatchObject({
      id: commentId,
      type: 'COMMENT',
      text: 'Note',
    });
    expect(await reader.message(EMAIL_THREAD, 'nowhere')).toBeNull();
  });
});

describe('contacts', () => {
  it('are made, and the one that is there already is named', async () => {
    const { writer, reader } = await openSandbox('healthy-email');
    const made = await writer.createContact('new@example.test');
    expect(await writer.createContact('new@example.test')).toBe(made);
    expect(await writer.createContact('jo.doe@example.test')).toBe('1401');
    expect(await reader.contact(made)).toMatchObject({ email: 'new@example.test' });
  });

  it('a 409 that names none is a failure', async () => {
    const { writer } = await openWriter(
      answer(409, { message: 'Contact already exists.', category: 'CONFLICT' }),
    );
    expect((await failureOf(writer.createContact('a@example.test'))).error).toMatchObject({ status: 409 });
  });
});

describe('tickets', () => {
  it('are made for contact and thread, and changed', async () => {
    const { writer, reader } = await openSandbox('healthy-chat');
    const properties = { subject: 'S', content: 'C', hs_pipeline: '0', hs_pipeline_stage: '1' };
    const ticketId = await writer.createTicket({ properties, contactId: '1402', threadId: CHAT_THREAD });
    expect((await reader.thread(CHAT_THREAD))?.ticketId).toBe(ticketId);
    await writer.updateTicket(ticketId, { hs_pipeline_stage: '4' });
    expect(await reader.ticket(ticketId)).toMatchObject({ subject: 'S', stageId: '4', contactIds: ['1402'] });
  });

  it('are found by the thread that they began with', async () => {
    const { reader } = await openSandbox('healthy-email');
    expect((await reader.ticketsBegunBy(EMAIL_THREAD)).map(({ id }) => id)).toEqual(['57774743']);
    expect(await reader.ticketsBegunBy('1')).toEqual([]);
  });

  it('without anybody have no associations', async () => {
    const { server, writer } = await openWriter(answer(201, { id: '9' }));
    await writer.createTicket({ properties: { subject: 'S' } });
    expect(body(server.seen[0])).toEqual({ properties: { subject: 'S' }, associations: [] });
  });

  it('a change may be repeated, a creation may not', async () => {
    const { server, writer } = await openWriter(answer(503), answer(200, { id: '9' }), answer(503));
    await writer.updateTicket('9', { hs_pipeline_stage: '4' });
    expect(server.seen.map(({ method }) => method)).toEqual(['PATCH', 'PATCH']);
    await failureOf(writer.createTicket({ properties: {} }));
    expect(server.seen).toHaveLength(3);
  });
});

describe('assignment', () => {
  const PUT = '/conversations/conversations/v3/threads/8/assignee';
  const POST = '/conversations/v3/conversations/threads/8/assignee';

  it.each(['put-spec', 'post-guide'] as const)('works with a portal of the form %s', async (form) => {
    const { writer, reader, sandbox } = await openSandbox('healthy-email', ({ state }) => {
      state.switches.assignee = form;
    });
    await writer.assignThread(EMAIL_THREAD, 'A-7002');
    expect((await reader.thread(EMAIL_THREAD))?.assignedTo).toBe('A-7002');
    const before = sandbox.requests.length;
    await writer.assignThread(EMAIL_THREAD, 'A-7001');
    expect((await reader.thread(EMAIL_THREAD))?.assignedTo).toBe('A-7001');
    expect(sandbox.requests.slice(before).filter(({ status }) => status >= 400)).toEqual([]);
  });

  it('tries the specification first, then the guide with the email of the user', async () => {
    const { server, writer } = await openWriter(
      NO_ROUTE,
      answer(200, { id: 'A-7001', email: 'ai@example.test' }),
      answer(200, {}),
    );
    await writer.assignThread('8', 'A-7001');
    expect(server.seen.map(({ method, target }) => `${method} ${target}`)).toEqual([
      `PUT ${PUT}`,
      'GET /conversations/v3/conversations/actors/A-7001',
      `POST ${POST}`,
    ]);
    expect(body(server.seen[0])).toEqual({ actorId: 'A-7001' });
    expect(body(server.seen[2])).toEqual({ actorId: 'ai@example.test' });
  });

  it('does not go on to the other form where HubSpot refuses', async () => {
    const { server, writer } = await openWriter(answer(403, { category: 'MISSING_SCOPES' }));
    expect((await failureOf(writer.assignThread('8', 'A-7001'))).error.status).toBe(403);
    expect(server.seen).toHaveLength(1);
  });

  it('fails with the first answer where the portal has neither form', async () => {
    const { writer } = await openWriter(answer(405, '<html></html>'), answer(404, NOT_FOUND), NO_ROUTE);
    expect((await failureOf(writer.assignThread('8', 'A-7001'))).error).toMatchObject({
      status: 405,
      route: 'PUT /conversations/conversations/v3/threads/{id}/assignee',
    });
  });
});

it('no failure shows the token or what was written', async () => {
  const { writer } = await openWriter(answer(400, { message: 'Invalid input: canary-text' }));
  const failures = [
    await failureOf(writer.postComment('8', { text: 'canary-text', richText: '' })),
    await failureOf(writer.createContact('canary-text@example.test')),
    await failureOf(writer.createTicket({ properties: { content: 'canary-text' } })),
  ];
  for (const failure of failures) expect(shown(failure)).not.toContain('canary');
});
