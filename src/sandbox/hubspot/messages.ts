import * as v from 'valibot';
import { type Actor, actorOf, addMessage, messagesOf } from '../portal/conversations.ts';
import { deliveryIdentifier, type MessageState } from '../portal/state-conversations.ts';
import type { Store } from '../portal/store.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { invalidInput, resourceNotFound } from './errors.ts';
import { pageOf } from './paging.ts';
import { jsonBody, trueOrFalse } from './parameters.ts';
import { type AppCall, conversationPaths, type Route } from './route.ts';
import { SCOPE_NEEDS } from './scopes.ts';
import { wantedThread } from './threads.ts';

const CONTENT = ['text', 'richText', 'attachments'] as const;

/** What each type of message shows beside the fields that all have. */
const FIELDS: Record<MessageState['type'], readonly (keyof MessageState)[]> = {
  MESSAGE: [
    ...CONTENT,
    'subject',
    'truncationStatus',
    'inReplyToId',
    'status',
    'direction',
    'channelId',
    'channelAccountId',
  ],
  COMMENT: CONTENT,
  WELCOME_MESSAGE: ['text', 'richText', 'channelId', 'channelAccountId'],
  ASSIGNMENT: ['assignedTo', 'assignedFrom'],
  THREAD_STATUS_CHANGE: ['newStatus'],
  THREAD_INBOX_CHANGE: ['fromInboxId', 'toInboxId'],
};

function messageBody(id: string, message: MessageState): Record<string, unknown> {
  const own = FIELDS[message.type].map((field) => [field, message[field]]);
  return {
    id,
    conversationsThreadId: message.threadId,
    createdAt: message.createdAt,
    updatedAt: message.updatedAt,
    createdBy: message.createdBy,
    client: message.client,
    senders: message.senders,
    recipients: message.recipients,
    archived: message.archived,
    ...Object.fromEntries(own),
    type: message.type,
  };
}

function listMessages(call: AppCall): Reply {
  const { id } = wantedThread(call, false);
  const sort = call.query.get('sort') ?? '-createdAt';
  if (sort !== 'createdAt' && sort !== '-createdAt') {
    throw new Refusal(invalidInput(`${sort} is not a valid sort`));
  }
  const archived = trueOrFalse(call, 'archived');
  const newestFirst = messagesOf(call.store, id).filter(([, message]) => message.archived === archived);
  const ordered = sort === 'createdAt' ? newestFirst.reverse() : newestFirst;
  const bodies = ordered.map(([messageId, message]) => messageBody(messageId, message));
  return jsonReply(200, pageOf(call, bodies, { defaultLimit: 100, maxLimit: 500 }));
}

function wantedMessage(call: AppCall): [string, MessageState] {
  const { id } = wantedThread(call, false);
  const messageId = call.params['messageId'] ?? '';
  const message = call.store.state.messages[messageId];
  if (message === undefined || message.threadId !== id) throw new Refusal(resourceNotFound());
  return [messageId, message];
}

const getMessage = (call: AppCall): Reply => jsonReply(200, messageBody(...wantedMessage(call)));

/** The whole text of a message, also where the message itself was truncated. */
function getOriginalContent(call: AppCall): Reply {
  const [, message] = wantedMessage(call);
  return jsonReply(200, { text: message.originalText ?? message.text, richText: message.richText });
}

const text = {
  text: v.string(),
  richText: v.optional(v.string()),
  attachments: v.optional(v.array(v.unknown())),
};
const shownOfRecipient = {
  actorId: v.optional(v.string()),
  name: v.optional(v.string()),
  recipientField: v.optional(v.string()),
};
/** The specification has a list of identifiers; one by itself was seen to be taken as well. */
const recipient = v.union([
  v.object({ ...shownOfRecipient, deliveryIdentifiers: v.array(deliveryIdentifier) }),
  v.pipe(
    v.object({ ...shownOfRecipient, deliveryIdentifier }),
    v.transform(({ deliveryIdentifier: only, ...shown }) => ({ ...shown, deliveryIdentifiers: [only] })),
  ),
]);
const newMessage = v.variant('type', [
  v.object({
    type: v.literal('MESSAGE'),
    ...text,
    recipients: v.pipe(v.array(recipient), v.minLength(1)),
    senderActorId: v.string(),
    channelId: v.string(),
    channelAccountId: v.string(),
    subject: v.optional(v.string()),
  }),
  v.object({ type: v.literal('COMMENT'), ...text, senderActorId: v.optional(v.string()) }),
]);
type NewMessage = v.InferOutput<typeof newMessage>;

/** Sends a message to the visitor, or leaves a comment that only the portal's own people see. */
function sendMessage(call: AppCall): Reply {
  const { id: threadId } = wantedThread(call, false);
  const parsed = v.safeParse(newMessage, jsonBody(call));
  if (!parsed.success) {
    const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'body');
    throw new Refusal(invalidInput(`Invalid input: ${fields.join(', ')}`));
  }
  const message = toMessage(call, threadId, parsed.output);
  return jsonReply(201, messageBody(addMessage(call.store, message), message));
}

/** Only people send: an app's or an owner's id in this place is refused, also where it exists. */
function wantedSender(store: Store, actorId: string): Actor {
  const actor = actorOf(store, actorId);
  if (actor?.type === 'AGENT') return actor;
  throw new Refusal(invalidInput(`Sender actor ${actorId} not found`));
}

const FAILED_SEND: MessageState['status'] = {
  statusType: 'FAILED',
  failureDetails: { errorMessage: 'The message could not be delivered.', errorMessageTokens: {} },
};

function toMessage(call: AppCall, threadId: string, wanted: NewMessage): MessageState {
  const { store, caller } = call;
  // A comment is the app's own, whoever the request names.
  const sender: Actor =
    wanted.type === 'COMMENT'
      ? { id: `I-${caller.appId}`, name: caller.app.name, type: 'INTEGRATOR' }
      : wantedSender(store, wanted.senderActorId);
  const common = {
    threadId,
    createdAt: store.tick(),
    createdBy: sender.id,
    client: { clientType: 'INTEGRATION', integrationAppId: Number(caller.appId) },
    archived: false,
    text: wanted.text,
    richText: wanted.richText ?? wanted.text,
    attachments: wanted.attachments ?? [],
    truncationStatus: 'NOT_TRUNCATED',
    senders: [{ actorId: sender.id, ...(sender.name && { name: sender.name }) }],
  } as const satisfies Partial<MessageState>;
  if (wanted.type === 'COMMENT') return { ...common, type: 'COMMENT', recipients: [] };
  const account = store.state.channelAccounts[wanted.channelAccountId];
  if (account === undefined || account.channelId !== wanted.channelId) {
    throw new Refusal(invalidInput(`Channel account ${wanted.channelAccountId} not found`));
  }
  return {
    ...common,
    type: 'MESSAGE',
    recipients: wanted.recipients.flatMap(({ deliveryIdentifiers, ...shown }) =>
      deliveryIdentifiers.map((identifier) => ({ ...defined(shown), deliveryIdentifier: identifier })),
    ),
    ...(wanted.subject !== undefined && { subject: wanted.subject }),
    status: call.sendsFail ? FAILED_SEND : { statusType: 'SENT' },
    direction: 'OUTGOING',
    channelId: wanted.channelId,
    channelAccountId: wanted.channelAccountId,
  };
}

/** The recipient's fields that the request gave. */
function defined(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}

const list = conversationPaths('/threads/{threadId}/messages');
const one = conversationPaths('/threads/{threadId}/messages/{messageId}');
const original = conversationPaths('/threads/{threadId}/messages/{messageId}/original-content');
const read = { access: 'app', need: SCOPE_NEEDS.conversationsRead } as const;

export const messageRoutes: readonly Route[] = [
  { method: 'GET', paths: list, ...read, handle: listMessages },
  { method: 'GET', paths: one, ...read, handle: getMessage },
  { method: 'GET', paths: original, ...read, handle: getOriginalContent },
  {
    method: 'POST',
    paths: list,
    access: 'app',
    need: SCOPE_NEEDS.conversationsWrite,
    handle: sendMessage,
  },
];
