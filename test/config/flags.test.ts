import { describe, expect, it } from 'vitest';
import { type Flags, readFlags } from '../../src/config/flags.ts';
import { usageErrorOf } from './folder.ts';

describe('readFlags', () => {
  it('says nothing where nothing was said', () => {
    expect(readFlags({})).toEqual({});
  });

  it.each<[Flags, object]>([
    [{ portal: '1020304' }, { portalId: 1020304 }],
    [{ mode: 'oauth' }, { mode: 'oauth' }],
    [{ thread: ' 3624100517 ' }, { threadId: '3624100517' }],
    [{ thread: 'https://app.hubspot.com/live-messages/1/inbox/123' }, { threadId: '123' }],
    [{ thread: 'https://app-eu1.hubspot.com/live-messages/1/inbox/123#email' }, { threadId: '123' }],
    [{ ticket: '77' }, { ticketId: '77' }],
    [{ ticket: 'https://app.hubspot.com/help-desk/1/view/search/ticket/123/' }, { ticketId: '123' }],
    [{ ticket: 'https://app.hubspot.com/help-desk/1/ticket/123' }, { ticketId: '123' }],
    [{ ticket: 'https://app.hubspot.com/contacts/1/record/0-5/123?x=4' }, { ticketId: '123' }],
    [{ ticket: 'https://app.hubspot.com/contacts/1/ticket/123' }, { ticketId: '123' }],
    [
      { session: '00000000-0000-4000-8000-00000000000A' },
      { sessionId: '00000000-0000-4000-8000-00000000000a' },
    ],
    [{ contact: 'jane@example.test' }, { contactEmail: 'jane@example.test' }],
  ])('reads %j', (flags, read) => {
    expect(readFlags(flags)).toEqual(read);
  });

  it.each<[Flags, string]>([
    [{ portal: 'eu1' }, '--portal wants the portal id'],
    [{ portal: '99999999999999999999' }, '--portal wants the portal id'],
    [{ thread: 'abc' }, '--thread wants the id of a conversation'],
    [{ thread: 'https://app.hubspot.com/live-messages/1/inbox/123abc' }, '--thread wants the id'],
    [
      { thread: 'https://app.hubspot.com/contacts/1/record/0-5/123' },
      '--thread was given the address of a ticket',
    ],
    [{ ticket: 'https://app.hubspot.com/contacts/1/record/0-1/123' }, '--ticket wants the id of a ticket'],
    [
      { ticket: 'https://app.hubspot.com/live-messages/1/inbox/123' },
      '--ticket was given the address of a conv',
    ],
    [{ session: '123' }, '--session wants the id of an OpenCX session'],
    [{ contact: 'Jane' }, '--contact wants an email address'],
    [{ mode: 'legacy_app' }, 'the nearest one is "legacy-app"'],
    [{ mode: '' }, '--mode wants one of legacy-app, project-app, service-key, oauth'],
  ])('refuses %j', async (flags, message) => {
    expect((await usageErrorOf(() => readFlags(flags))).message).toContain(message);
  });
});
