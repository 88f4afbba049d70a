import type { EvidenceValues } from '../../../checks/facts.ts';
import { OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import type {
  ChannelAccount,
  Contact,
  Message,
  Owner,
  Thread,
  Ticket,
} from '../../../src/core/hubspot/records.ts';
import type { JournalSummary } from '../../../src/core/journal-summary.ts';
import type { Session } from '../../../src/core/opencx.ts';
import { all, answered, known, type States } from './state.ts';

const AI = 'A-7001';
const REP = 'A-7002';
const SESSION = '11111111-1111-4111-8111-111111111111';

const THREAD: Thread = {
  id: '5001',
  status: 'OPEN',
  createdAt: '2026-11-20T08:00:00.000Z',
  latestMessageAt: '2026-11-20T08:10:00.000Z',
  assignedTo: AI,
  inboxId: '1',
  contactId: '101',
  ticketId: '9001',
  originalChannelId: '1002',
  originalChannelAccountId: '42',
  archived: false,
  spam: false,
};
const { assignedTo: _assignedTo, ...UNASSIGNED } = THREAD;
const { ticketId: _ticketId, ...WITHOUT_TICKET } = THREAD;

const of = (id: string, more: Partial<Message>): Message => ({
  id,
  threadId: '5001',
  type: 'MESSAGE',
  createdAt: '2026-11-20T08:00:00.000Z',
  clientType: 'HUBSPOT',
  senders: [],
  recipients: [],
  channelId: '1002',
  channelAccountId: '42',
  ...more,
});
const customer = (more: Partial<Message> = {}) =>
  of('customer', {
    createdBy: 'V-101',
    direction: 'INCOMING',
    status: 'RECEIVED',
    text: 'Where is it?',
    ...more,
  });
const rep = (more: Partial<Message> = {}) =>
  of('rep', { createdBy: REP, direction: 'OUTGOING', status: 'SENT', text: 'On its way.', ...more });
const comment = (more: Partial<Message> = {}) =>
  of('comment', { type: 'COMMENT', createdBy: REP, text: 'Please answer him.', ...more });
const ai = (more: Partial<Message> = {}) =>
  of('ai', {
    createdBy: AI,
    clientType: 'INTEGRATION',
    direction: 'OUTGOING',
    status: 'SENT',
    text: 'Let me look.',
    ...more,
  });
const app = (text: string, more: Partial<Message> = {}) =>
  of('app', { type: 'COMMENT', createdBy: 'I-55', clientType: 'INTEGRATION', text, ...more });
const handoff = (...lines: readonly string[]) =>
  of('handoff', { type: 'COMMENT', createdBy: AI, clientType: 'INTEGRATION', text: lines.join('\n') });
const assigned = (to: string, more: Partial<Message> = {}) =>
  of('assignment', { type: 'ASSIGNMENT', createdBy: REP, clientType: 'SYSTEM', assignedTo: to, ...more });
const WHOLE_HANDOFF = handoff(
  OPENCX_MARKERS.handoff,
  'Summary: the parcel is late.',
  'Sentiment: neutral',
  'Language: en',
  `https://platform.open.cx/inbox/${SESSION}`,
);
const page = (count: number, make: () => Message) => Array.from({ length: count }, make);

/** Newest first, as HubSpot shows them. */
const MESSAGES: Readonly<Record<string, Message[]>> = {
  'answered by a rep': [rep(), customer()],
  none: [],
  'only the customer': [customer()],
  'a comment alone': [comment(), customer()],
  'two comments': [comment(), comment(), customer()],
  'a comment beside the AI': [comment(), ai(), customer()],
  'a comment beside an unnamed reply': [comment(), of('unnamed', { direction: 'OUTGOING' }), customer()],
  'an unnamed reply': [of('unnamed', { direction: 'OUTGOING' }), customer()],
  'the AI alone': [ai(), customer()],
  'a rep alone': [rep()],
  'an answer before the last question': [customer(), rep(), customer()],
  'a comment of the customer': [customer({ type: 'COMMENT' }), rep()],
  'a page of comments': page(100, comment),
  'one less than a page of comments': page(99, comment),
  'a page of what the AI wrote': page(100, ai),
  'a failed reply': [rep({ status: 'FAILED', failure: 'jo@example.test does not exist' }), customer()],
  'a failed reply without a reason': [rep({ status: 'FAILED' }), customer()],
  'a failed reply, and one that went out': [rep(), rep({ status: 'FAILED' }), customer()],
  'a failed message of the customer': [customer({ status: 'FAILED' })],
  'over another account': [rep({ channelAccountId: '43' }), customer()],
  'over no account': [rep({ channelAccountId: '' }), customer({ channelAccountId: '', channelId: '1000' })],
  'an automatic welcome': [of('welcome', { type: 'WELCOME_MESSAGE', createdAt: '2026-11-20T09:00:00.000Z' })],
  'with names and addresses': [
    ai({
      senders: [
        {
          actorId: AI,
          name: 'OpenCX Assistant',
          deliveryType: 'HS_EMAIL_ADDRESS',
          deliveryValue: 'ai@example.test',
        },
      ],
      recipients: [{ actorId: 'V-101', name: 'Jo Example', field: 'TO', deliveryValue: 'jo@example.test' }],
    }),
    customer({ senders: [{ actorId: 'V-101', name: 'Jo Example', deliveryValue: 'jo@example.test' }] }),
  ],
  'just now': [customer({ createdAt: '2026-11-20T09:55:00.000Z' })],
  'a little more than just now': [customer({ createdAt: '2026-11-20T09:54:59.999Z' })],
  'of another thread': [customer({ threadId: '5002' })],
  'handed off': [WHOLE_HANDOFF, customer()],
  'handed off, and taken': [assigned(REP), WHOLE_HANDOFF, customer()],
  'handed off, taken and given back': [assigned(AI), assigned(REP), WHOLE_HANDOFF, customer()],
  'taken by a rep': [assigned(AI), assigned(REP), customer()],
  'handed off, by the marker alone': [handoff(OPENCX_MARKERS.handoff), customer()],
  'handed off, by the link alone': [app('See https://platform.open.cx/inbox/1'), customer()],
  'handed off, by the session alone': [app(`Session ${SESSION}`), customer()],
  'handed off, by three parts': [app('Reason: a refund. Sentiment: angry. Language: de.'), customer()],
  'two parts alone': [app('Summary: a call. Sentiment: good.'), customer()],
  'a link of another host': [app('See https://open.cx.example.test/inbox'), customer()],
  'a link pasted by a rep': [comment({ text: 'https://platform.open.cx/inbox/1' }), customer()],
  'a handoff sent as a message': [
    of('x', { createdBy: 'I-55', clientType: 'INTEGRATION', text: OPENCX_MARKERS.handoff }),
  ],
};

const SESSION_OPEN: Session = {
  id: SESSION,
  status: 'open',
  channel: 'email',
  assistMode: false,
  handedOff: false,
  contactEmail: 'jo@example.test',
  ticketingSystem: 'hubspot',
  ticketingId: '9001',
  createdAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T08:05:00.000Z',
};
const { ticketingId: _id, ticketingSystem: _system, ...NAMES_NOTHING } = SESSION_OPEN;
const { contactEmail: _email, ...NAMES_NOBODY } = NAMES_NOTHING;
const { ticketingSystem: __system, ...NAMES_NO_SYSTEM } = SESSION_OPEN;

const TICKET: Ticket = {
  id: '9001',
  pipelineId: '0',
  stageId: '1',
  threadId: '5001',
  contactIds: ['101'],
  archived: false,
};
const { pipelineId: _pipeline, ...WITHOUT_PIPELINE } = TICKET;
const CONTACT: Contact = { id: '101', email: 'jo@example.test', name: 'Jo Example', archived: false };
const { email: __email, ...WITHOUT_EMAIL } = CONTACT;
const ACCOUNT: ChannelAccount = {
  id: '42',
  channelId: '1002',
  name: 'Support mailbox support@example.test',
  active: true,
  authorized: true,
};
const { name: _name, ...UNNAMED_ACCOUNT } = ACCOUNT;
const OWNER: Owner = { id: '9', userId: '7001', name: 'OpenCX Assistant', archived: false };
const { name: __name, ...UNNAMED_OWNER } = OWNER;
const { userId: _userId, ...OWNER_WITHOUT_USER } = OWNER;
const NOBODY = { byUserId: null, byOwnerId: null, archived: null };

const JOURNAL: JournalSummary = {
  received: 3,
  done: 3,
  skipped: [],
  failed: [],
  events: [{ event: 'conversation.newMessage', count: 3, lastAt: '2026-11-20T11:00:00.000Z' }],
  threadIds: ['5001'],
  firstAt: '2026-11-20T06:00:00.000Z',
  lastAt: '2026-11-20T11:00:00.000Z',
};
const { firstAt: _firstAt, lastAt: _lastAt, ...UNDATED } = JOURNAL;
const everyEvent = (lastAt: string, count = 1) =>
  ['conversation.newMessage', 'conversation.creation', 'ticket.propertyChange'].map((event) => ({
    event,
    count,
    lastAt,
  }));
const skipped = (reason: string, count = 2) => ({ reason, count });

export const CONVERSATION_STATES = {
  'opencx.defaultUserId': {
    ...all(
      { 'the AI user': 'A-7001', 'by its number': '7001', 'another user': 'A-7009', 'an owner id': '9' },
      'given',
    ),
    empty: known(' ', 'stated'),
    'no id': known('Assistant', 'stated'),
  },
  'default-user.owner': all({
    'an active user': { ...NOBODY, byUserId: OWNER },
    'an active user without a name': { ...NOBODY, byUserId: UNNAMED_OWNER },
    'by owner id too': { ...NOBODY, byOwnerId: OWNER },
    'by the owner id of another': { ...NOBODY, byOwnerId: { ...OWNER, userId: '7005', name: 'Robin Reed' } },
    'by the owner id of one without a user': { ...NOBODY, byOwnerId: OWNER_WITHOUT_USER },
    archived: { ...NOBODY, archived: { ...UNNAMED_OWNER, archived: true } },
    nobody: NOBODY,
  }),
  'default-user.actor': all<EvidenceValues['default-user.actor']>({
    'an agent': { id: AI, name: 'OpenCX Assistant' },
    'an agent without a name': { id: AI },
    'an agent whose name is unreadable': { id: AI, unreadable: ['name'] },
    nobody: null,
  }),
  'conversation.thread': all({
    'held by the AI user': THREAD,
    'held by a rep': { ...THREAD, assignedTo: REP },
    'held by a bot': { ...THREAD, assignedTo: 'L-1' },
    'held by nobody': UNASSIGNED,
    'without a ticket': WITHOUT_TICKET,
    'on chat': { ...THREAD, originalChannelId: '1000' },
    spam: { ...THREAD, spam: true },
    archived: { ...THREAD, archived: true },
    'spam and archived': { ...THREAD, spam: true, archived: true },
    'before the journal': { ...THREAD, id: '5002', latestMessageAt: '2026-11-20T05:00:00.000Z' },
    'another one': { ...THREAD, id: '5002', ticketId: '9002' },
    'after the journal': { ...THREAD, id: '5002', latestMessageAt: '2026-11-20T12:00:00.000Z' },
    'with the ticket of another': { ...THREAD, id: '5003', latestMessageAt: '2026-11-20T06:00:00.000Z' },
  }),
  'conversation.messages': all(MESSAGES),
  'conversation.owner': all<EvidenceValues['conversation.owner']>({
    'the AI user': { id: AI, name: 'OpenCX Assistant' },
    'a rep': { id: REP, name: 'Robin Reed' },
    'a rep without a name': { id: REP },
    'a rep whose name is unreadable': { id: REP, unreadable: ['name'] },
    nobody: null,
  }),
  'conversation.session': {
    ...all({
      open: SESSION_OPEN,
      'with Assist Mode': { ...SESSION_OPEN, assistMode: true },
      'handed off': { ...SESSION_OPEN, handedOff: true },
      'handed off, by its closure': { ...NAMES_NOBODY, closure: 'handed_off' },
      'handed off, of a ticket elsewhere': { ...NAMES_NO_SYSTEM, ticketingId: '77', handedOff: true },
      resolved: { ...SESSION_OPEN, status: 'closed_resolved' },
      'resolved 15 s ago': {
        ...SESSION_OPEN,
        status: 'closed_resolved',
        updatedAt: '2026-11-20T09:59:45.000Z',
      },
      'resolved 14 s ago': {
        ...SESSION_OPEN,
        status: 'closed_resolved',
        updatedAt: '2026-11-20T09:59:46.000Z',
      },
      'naming the conversation': { ...SESSION_OPEN, ticketingId: '5001' },
      'naming another ticket': { ...SESSION_OPEN, ticketingId: '77', contactEmail: 'ed@example.test' },
      'naming another ticket of no system': { ...NAMES_NO_SYSTEM, ticketingId: '77', contactEmail: ' ' },
      'naming the contact alone': { ...NAMES_NOTHING, contactEmail: ' JO@example.test' },
      'naming nothing': NAMES_NOBODY,
      'naming the conversation, by its word': {
        ...SESSION_OPEN,
        ticketingId: '5001',
        ticketingIdType: 'conversation_id',
      },
      'naming the ticket, by its word': { ...SESSION_OPEN, ticketingIdType: 'ticket_id' },
      'on the web': { ...SESSION_OPEN, channel: 'web' },
      'on the web, of no system': { ...NAMES_NO_SYSTEM, channel: 'web' },
      'by mail, of no system': NAMES_NO_SYSTEM,
      'by WhatsApp': { ...SESSION_OPEN, channel: 'whatsapp' },
      'by SMS': { ...SESSION_OPEN, channel: 'sms' },
      'by phone': { ...SESSION_OPEN, channel: 'phone_voice' },
      'by fax': { ...SESSION_OPEN, channel: 'fax' },
    }),
    'a wrong id': answered(404, { message: 'OpenCX has no session 1111.' }),
  },
  'conversation.ticket': {
    ...all<EvidenceValues['conversation.ticket']>({
      open: TICKET,
      none: null,
      closed: { ...TICKET, stageId: '4' },
      'without a pipeline': { ...WITHOUT_PIPELINE, stageId: '4' },
      'in another pipeline': { ...TICKET, pipelineId: '1' },
      'in an unknown stage': { ...TICKET, stageId: '9' },
      'without a contact': { ...TICKET, contactIds: [] },
      deleted: { ...TICKET, archived: true },
      'of another conversation': { ...TICKET, id: '77', threadId: '5009' },
    }),
    'a wrong id': answered(404, { message: 'This portal has no ticket 77.' }),
  },
  'conversation.contact': all<EvidenceValues['conversation.contact']>({
    'with an address': CONTACT,
    'with a second address': { ...CONTACT, email: 'jo@home.test', otherEmails: ['Jo@Example.test'] },
    'with another address': { ...CONTACT, email: 'ed@example.test' },
    'with two other addresses': { ...CONTACT, email: 'ed@example.test', otherEmails: ['ed@home.test'] },
    'without an address': WITHOUT_EMAIL,
    deleted: { ...CONTACT, archived: true },
    none: null,
  }),
  'conversation.contactMatches': all<Contact[]>({
    one: [CONTACT],
    'one by a second address': [{ ...CONTACT, email: 'jo@home.test', otherEmails: ['JO@example.test'] }],
    none: [],
    'a deleted one': [{ ...CONTACT, archived: true }],
    two: [CONTACT, { ...CONTACT, id: '102' }],
    three: [CONTACT, { ...CONTACT, id: '102' }, { ...CONTACT, id: '103' }],
  }),
  'conversation.contactEmail': {
    known: known('jo@example.test', 'live'),
    'none, by OpenCX': known('', 'live'),
    'none, said': known(' ', 'stated'),
  },
  'conversation.channelAccount': all({
    'as it should be': ACCOUNT,
    'not active': { ...ACCOUNT, active: false },
    'not authorized': { ...UNNAMED_ACCOUNT, authorized: false },
    archived: { ...ACCOUNT, archived: true, active: false },
    'kept, and not active or authorized': { ...ACCOUNT, archived: false, active: false, authorized: false },
  }),
  'conversation.ticketStages': all({
    'open and closed': [
      { pipelineId: '0', id: '1', label: 'New', closed: false },
      { pipelineId: '0', id: '4', label: 'Closed', closed: true },
    ],
    none: [],
  }),
  'conversation.channel': {
    ...all({
      'a HubSpot inbox': { channel: 'hubspot-email', certain: true },
      WhatsApp: { channel: 'whatsapp', certain: true },
      'mail to OpenCX, by all signs': { channel: 'opencx-email', certain: false },
      Messenger: { channel: 'facebook-messenger', certain: true },
      'a custom channel': { channel: '1099', certain: true },
    }),
    'the widget, said': known({ channel: 'widget', certain: true }, 'stated'),
  },
  'opencx.assistMode': all({ off: false, on: true }, 'stated'),
  'opencx.ticketCreation': all({ on: true, off: false }, 'stated'),
  'opencx.workflowAction': all({ wired: true, 'not wired': false }, 'stated'),
  'opencx.crmConnected': all({ connected: true, 'not connected': false }, 'stated'),
  'journal.events': all<JournalSummary>(
    {
      'all done': JOURNAL,
      'no event': { ...UNDATED, received: 0, done: 0, events: [], threadIds: [] },
      'no event of this portal': {
        ...UNDATED,
        received: 0,
        done: 0,
        events: [],
        threadIds: [],
        otherPortals: [{ portalId: 5060708, count: 2 }],
      },
      'every event since': { ...JOURNAL, events: everyEvent('2026-11-20T11:00:00.000Z') },
      'every event before': { ...JOURNAL, events: everyEvent('2026-11-20T09:00:00.000Z') },
      'every event, none of it counted': { ...JOURNAL, events: everyEvent('2026-11-20T11:00:00.000Z', 0) },
      'of other threads': { ...JOURNAL, threadIds: ['6001'] },
      'of other threads, undated': { ...UNDATED, threadIds: ['6001'] },
      'begun later': { ...JOURNAL, threadIds: ['6001'], firstAt: '2026-11-20T08:00:00.000Z' },
      'one failed': {
        ...JOURNAL,
        done: 2,
        failed: [
          { reason: 'timeout', count: 1 },
          { reason: 'hubspot-401', count: 0 },
        ],
      },
      'all failed': {
        ...JOURNAL,
        done: 0,
        failed: [
          { reason: 'made-up', count: 1 },
          { reason: 'hubspot-401', count: 2 },
        ],
      },
      'all skipped': { ...JOURNAL, done: 0, skipped: [skipped('duplicate', 1), skipped('internal-comment')] },
      'some skipped': {
        ...JOURNAL,
        done: 1,
        skipped: [skipped('owner-not-ai-user')],
        otherPortals: [{ portalId: 5060708, count: 2 }],
      },
      'skipped and under way': { ...JOURNAL, done: 0, skipped: [skipped('self-caused')] },
      'under way': { ...JOURNAL, done: 0 },
    },
    'journal',
  ),
} satisfies { [K in keyof EvidenceValues]?: States<EvidenceValues[K]> };
