import type { Message, Thread } from '../../../src/core/hubspot/records.ts';
import type { Response } from '../../../src/engine/effects.ts';
import type { EngineSession } from '../../../src/engine/session.ts';
import { DEFAULT_SETTINGS, type EngineSettings } from '../../../src/engine/settings.ts';
import type { Answers } from './walk.ts';

export const SETTINGS: EngineSettings = { ...DEFAULT_SETTINGS, aiUser: 'A-7001', appId: 77 };

export const SESSION: EngineSession = {
  threadId: '5001',
  sessionId: '00000000-0000-8000-8000-000000000001',
  status: 'open',
  customData: {},
  leftAiUser: false,
};

export const THREAD: Thread = {
  id: '5001',
  status: 'OPEN',
  createdAt: '2026-11-22T09:00:00Z',
  assignedTo: 'A-7001',
  contactId: '1401',
  originalChannelId: '1000',
  originalChannelAccountId: '148662',
  archived: false,
  spam: false,
};

export const MESSAGE: Message = {
  id: 'm1',
  threadId: '5001',
  type: 'MESSAGE',
  createdAt: '2026-11-22T09:00:00Z',
  createdBy: 'V-1401',
  clientType: 'HUBSPOT',
  direction: 'INCOMING',
  text: 'Where is my order?',
  senders: [{ actorId: 'V-1401', deliveryType: 'HS_EMAIL_ADDRESS', deliveryValue: 'jo.doe@example.test' }],
  recipients: [],
  channelId: '1000',
  channelAccountId: '148662',
};

export const HANDOFF: Extract<Response, { kind: 'handoff' }> = {
  kind: 'handoff',
  reason: 'The customer asks for a person.',
  summary: 'An order did not arrive.',
  sentiment: 'angry',
  language: 'en',
};

export const EVENT = {
  type: 'conversation.newMessage',
  objectId: '5001',
  occurredAt: 1,
  attempt: 0,
  messageId: 'm1',
  messageType: 'MESSAGE',
};

/** Everything goes well, and the customer has no contact yet. */
export const ANSWERS: Answers = {
  'fetch-message': MESSAGE,
  'fetch-thread': THREAD,
  'fetch-messages': [MESSAGE],
  'load-session': null,
  respond: { kind: 'reply', text: 'It arrives tomorrow.' },
  'find-contact': null,
  'find-contact-by-id': null,
  'create-contact': { contactId: '1402' },
  'create-ticket': { ticketId: '577' },
  'post-message': { messageId: 'm2' },
  'post-comment': { messageId: 'm3' },
  deliver: { channel: 'console' },
};
