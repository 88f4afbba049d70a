import type { Decision, RuleGeneration } from '../../../src/core/decision.ts';
import type { WebhookEvent } from '../../../src/core/event.ts';
import { OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import type { Message, Thread } from '../../../src/core/hubspot/records.ts';
import { decideMessage, type MessageGiven } from '../../../src/engine/decide/decide.ts';
import type { EngineSession } from '../../../src/engine/session.ts';
import { DEFAULT_SETTINGS, type EngineSettings } from '../../../src/engine/settings.ts';

export const AI_USER = 'A-7001';
export const REP = 'A-7002';
export const CUSTOMER = 'V-101';
export const APP_ID = 2011410;
const OTHER_APP = '55';

export function settings(over: Partial<EngineSettings> = {}): EngineSettings {
  return { ...DEFAULT_SETTINGS, aiUser: AI_USER, appId: APP_ID, ...over };
}

export function without<T extends object, K extends keyof T>(whole: T, ...keys: K[]): Omit<T, K> {
  const rest = { ...whole };
  for (const key of keys) delete rest[key];
  return rest;
}

export function withoutAiUser(over: Partial<EngineSettings> = {}): EngineSettings {
  return without(settings(over), 'aiUser');
}

export const g3 = (over: Partial<EngineSettings> = {}): EngineSettings =>
  settings({ generation: 'G3', ...over });

export function event(over: Partial<WebhookEvent> = {}): WebhookEvent {
  return {
    type: 'conversation.newMessage',
    objectId: '5001',
    portalId: 1,
    appId: APP_ID,
    eventId: 3814323381,
    occurredAt: 1_793_613_600_000,
    attempt: 0,
    messageId: 'm1',
    messageType: 'MESSAGE',
    changeFlag: 'NEW_MESSAGE',
    ...over,
  };
}

function bare(over: Partial<WebhookEvent>): WebhookEvent {
  return { ...without(event(), 'messageId', 'messageType', 'changeFlag'), ...over };
}

export const ticketChange = (over: Partial<WebhookEvent> = {}): WebhookEvent =>
  bare({
    type: 'ticket.propertyChange',
    objectId: '9001',
    propertyName: 'hs_pipeline_stage',
    propertyValue: '2',
    ...over,
  });

export const creation = (over: Partial<WebhookEvent> = {}): WebhookEvent =>
  bare({ type: 'conversation.creation', ...over });

export const ownerChange = (newOwner: string | null, over: Partial<WebhookEvent> = {}): WebhookEvent =>
  bare({
    type: 'conversation.propertyChange',
    propertyName: 'assignedTo',
    propertyValue: newOwner,
    ...over,
  });

export const association = (over: Partial<WebhookEvent> = {}): WebhookEvent => ({
  ...without(bare({ type: 'ticket.associationChange' }), 'objectId'),
  fromObjectId: '9001',
  toObjectId: '101',
  associationType: 'TICKET_TO_CONTACT',
  associationRemoved: false,
  ...over,
});

export const note = (over: Partial<WebhookEvent> = {}): WebhookEvent =>
  bare({ type: 'object.creation', objectId: '777', ...over });

export function message(over: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    threadId: '5001',
    type: 'MESSAGE',
    createdAt: '2026-11-02T10:01:00.000Z',
    createdBy: CUSTOMER,
    clientType: 'HUBSPOT',
    direction: 'INCOMING',
    text: 'Where is my parcel?',
    senders: [],
    recipients: [],
    channelId: '1002',
    ...over,
  };
}

export const fromRep = (over: Partial<Message> = {}): Message =>
  message({ createdBy: REP, direction: 'OUTGOING', text: 'On its way.', ...over });

export const repComment = (over: Partial<Message> = {}): Message =>
  without(fromRep({ type: 'COMMENT', ...over }), 'direction');

export const fromApp = (over: Partial<Message> = {}): Message =>
  message({ clientType: 'INTEGRATION', integrationAppId: OTHER_APP, createdBy: `I-${OTHER_APP}`, ...over });

export const fromAi = (over: Partial<Message> = {}): Message =>
  message({
    createdBy: AI_USER,
    clientType: 'INTEGRATION',
    integrationAppId: String(APP_ID),
    direction: 'OUTGOING',
    richText: `<p>Let me look.</p>${OPENCX_MARKERS['ai-response']}`,
    ...over,
  });

export function thread(over: Partial<Thread> = {}): Thread {
  return {
    id: '5001',
    status: 'OPEN',
    createdAt: '2026-11-02T10:00:00.000Z',
    assignedTo: AI_USER,
    originalChannelId: '1002',
    archived: false,
    spam: false,
    ...over,
  };
}

export const unassigned = (): Thread => without(thread(), 'assignedTo');

export function session(over: Partial<EngineSession> = {}): EngineSession {
  return {
    threadId: '5001',
    sessionId: '11111111-1111-4111-8111-111111111111',
    status: 'open',
    customData: {},
    leftAiUser: false,
    ...over,
  };
}

export const handedOff = (over: Partial<EngineSession> = {}): EngineSession =>
  session({ status: 'handed-off', ...over });

/** A customer's message on the AI's own thread, except for what is said otherwise. */
export function given(over: Partial<MessageGiven> = {}): MessageGiven {
  return { settings: settings(), message: message(), thread: thread(), session: session(), ...over };
}

/** Decides on a message; the event announces the type that the message has. */
export function decide(over: Partial<MessageGiven> = {}): Decision {
  const all = given(over);
  return decideMessage(event({ messageType: all.message.type }), all);
}

export const inGeneration = (generation: RuleGeneration): EngineSettings => settings({ generation });

/** `act reply` or `skip outgoing`: a decision in two words. */
export function inShort({ outcome, action, reason }: Decision): string {
  return `${outcome} ${action ?? reason}`;
}

export const ruleIds = ({ rules }: Decision): string[] => rules.map(({ id }) => id);
