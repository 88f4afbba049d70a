import { describe, expect, it } from 'vitest';
import { answer } from '../wire/fault-server.ts';
import { failureOf } from '../wire/open-wire.ts';
import { NOT_FOUND, openPortal, query } from './portal.ts';

const ROOT = '/conversations/v3/conversations';

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

  describe('page after page', () => {
    const more = { paging: { next: { after: 'NDA' } } };
    const message = { id: 'm1', type: 'SYSTEM', createdAt: '2026-09-01T08:00:00Z' };

    it('goes on after a page with nothing on it', async () => {
      const { hubspot, server } = await openPortal(
        answer(200, { results: [], ...more }),
        answer(200, { results: [thread] }),
      );
      expect(await hubspot.threadsOfTicket('577')).toEqual([expected]);
      expect(query(server.seen[1]?.target)['after']).toBe('NDA');
    });

    it('asks for no more than a hundred messages', async () => {
      const { hubspot, server } = await openPortal(
        answer(200, { results: Array(100).fill(message), ...more }),
      );
      expect(await hubspot.messages('1')).toHaveLength(100);
      expect(server.seen).toHaveLength(1);
    });

    it('goes on after a short page of messages, to a hundred of them', async () => {
      const { hubspot, server } = await openPortal(
        answer(200, { results: Array(60).fill(message), ...more }),
        answer(200, { results: Array(60).fill(message), ...more }),
      );
      expect(await hubspot.messages('1')).toHaveLength(100);
      expect(server.seen).toHaveLength(2);
    });

    it.each([
      ['pages without an end', more, 10],
      ['a next page that cannot be read', { paging: { next: { after: {} } } }, 1],
    ])('tells nothing of %s', async (_case, paging, calls) => {
      const { hubspot, server } = await openPortal(answer(200, { results: [message], ...paging }));
      const { error } = await failureOf(hubspot.messages('1'));
      expect(error).toMatchObject({
        kind: 'parse',
        message: expect.stringContaining('does not show all') as string,
      });
      expect(server.seen).toHaveLength(calls);
    });
  });

  it.each([
    ['a 404 of its own', answer(404, NOT_FOUND), null],
    [
      'an id of another form',
      answer(400, { ...NOT_FOUND, message: 'Unable to parse value for path parameter: threadId' }),
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

  it('reads messages, the newest first', async () => {
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
              {
                recipientField: 'CC',
                deliveryIdentifiers: [{ type: 'HS_EMAIL_ADDRESS', value: 'kim@example.test' }],
              },
              { recipientField: 'CC', deliveryIdentifier: null, deliveryIdentifiers: 'none' },
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
        recipients: [
          { field: 'TO', deliveryType: 'HS_EMAIL_ADDRESS', deliveryValue: 'jo@example.test' },
          { field: 'CC', deliveryType: 'HS_EMAIL_ADDRESS', deliveryValue: 'kim@example.test' },
          { field: 'CC', unreadable: ['deliveryType', 'deliveryValue'] },
        ],
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
        unreadable: ['createdBy', 'clientType', 'senders'],
      },
    ]);
    expect(server.seen).toHaveLength(1);
    expect(query(server.seen[0]?.target)).toEqual({ limit: '100', sort: '-createdAt' });
  });

  it('fails where a thread has no messages because it is not there', async () => {
    const { hubspot } = await openPortal(answer(404, NOT_FOUND));
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
