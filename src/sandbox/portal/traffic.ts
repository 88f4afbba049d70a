/**
 * Many conversations that are alike, for portals that show how many are hit: a fixture says how they run, and they are laid
 * beside the portal's own when it is loaded.
 */
import type { PortalState } from './state.ts';
import type { MessageState } from './state-conversations.ts';
import type { Traffic } from './state-traffic.ts';

/** More conversations than one stream has. */
const STREAM = 1_000_000;
const FIRST_ID = 7_000_000_000;
/** A rep's actor, and that of the customer, who is no contact. */
const REP = 'A-7002';
const REP_AFTER_MS = 60_000;

type Laid = Pick<PortalState, 'threads' | 'messages'> & { sessions: PortalState['openCx']['sessions'] };

/** The portal with its streams laid beside what it has. */
export function withTraffic(state: PortalState): PortalState {
  const laid: Laid = { threads: {}, messages: {}, sessions: {} };
  for (const [place, stream] of Object.values(state.traffic).entries()) {
    const channelId = state.channelAccounts[stream.channelAccountId]?.channelId ?? '';
    for (let index = 0; index < stream.conversations; index += 1) {
      layConversation(laid, stream, { channelId, number: FIRST_ID + place * STREAM + index, index });
    }
  }
  return {
    ...state,
    threads: { ...state.threads, ...laid.threads },
    messages: { ...state.messages, ...laid.messages },
    openCx: { ...state.openCx, sessions: { ...state.openCx.sessions, ...laid.sessions } },
  };
}

interface Position {
  channelId: string;
  number: number;
  index: number;
}

function layConversation(laid: Laid, stream: Traffic, { channelId, number, index }: Position): void {
  const begun = Date.parse(stream.from) + index * stream.everySeconds * 1000;
  const createdAt = new Date(begun).toISOString();
  const repliedAt = new Date(begun + REP_AFTER_MS).toISOString();
  const threadId = String(number);
  const customer = `V-${number}`;
  laid.threads[threadId] = {
    status: 'OPEN',
    createdAt,
    inboxId: '481939',
    originalChannelId: channelId,
    originalChannelAccountId: stream.channelAccountId,
    associatedContactId: String(number),
    ...(stream.assignedTo !== undefined && { assignedTo: stream.assignedTo }),
    ...(stream.ticket && { ticketId: `9${threadId}` }),
    spam: false,
    archived: false,
  };
  const over = { channelId, channelAccountId: stream.channelAccountId };
  laid.messages[`${threadId}-1`] = {
    ...message(threadId, createdAt, customer),
    ...over,
    type: 'MESSAGE',
    ...says('Where is my order?'),
    direction: 'INCOMING',
    status: { statusType: 'RECEIVED' },
  };
  if (stream.reply !== 'none') {
    laid.messages[`${threadId}-2`] = {
      ...message(threadId, repliedAt, REP),
      type: stream.reply === 'public' ? 'MESSAGE' : 'COMMENT',
      ...says('It arrives tomorrow.'),
      ...(stream.reply === 'public' && { ...over, direction: 'OUTGOING', status: { statusType: 'SENT' } }),
    };
  }
  if (stream.session === 'none') return;
  laid.sessions[`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`] = {
    status: 'open',
    ai_closure_type: stream.session === 'handed-off' ? 'handed_off' : null,
    sentiment: null,
    channel: { type: 'web' },
    ticket_number: index,
    assist_mode: false,
    created_at: createdAt,
    updated_at: repliedAt,
    ticketing_system: { name: 'hubspot', external_id: threadId, id_type: 'conversation_id' },
  };
}

const says = (text: string) => ({ text, richText: `<p>${text}</p>` });

function message(threadId: string, createdAt: string, author: string): Omit<MessageState, 'type'> {
  return {
    threadId,
    createdAt,
    createdBy: author,
    client: { clientType: 'HUBSPOT' },
    senders: [{ actorId: author }],
    recipients: [],
    archived: false,
    attachments: [],
    truncationStatus: 'NOT_TRUNCATED',
  };
}
