import fc from 'fast-check';
import type { WebhookEvent } from '../../../src/core/event.ts';
import type { Message, Thread } from '../../../src/core/hubspot/records.ts';
import type { MessageGiven } from '../../../src/engine/decide/decide.ts';
import type { EngineSession } from '../../../src/engine/session.ts';
import type { EngineSettings } from '../../../src/engine/settings.ts';
import { settings, thread } from './builders.ts';

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const present = <T>(fields: object): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const actor = fc.oneof(
  fc.constantFrom(
    'A-7001',
    'A-7002',
    'V-101',
    'E-jo@example.test',
    'I-55',
    'I-2011410',
    'B-1',
    'L-1',
    'S-hubspot',
  ),
  fc.constantFrom('', '7001', 'A-', '-', 'constructor'),
);
const text = fc.oneof(
  fc.constantFrom('Hello', '🔄 AI decided to handoff', '<!-- OpenCX-AI-Response -->'),
  fc.string({ maxLength: 8 }),
);
const messageType = fc.constantFrom('MESSAGE', 'COMMENT', 'WELCOME_MESSAGE', 'ASSIGNMENT', 'SOMETHING_NEW');

export const anyEvent = (): fc.Arbitrary<WebhookEvent> =>
  fc
    .record({
      type: fc.oneof(
        fc.constantFrom(
          'conversation.newMessage',
          'conversation.messageCreated',
          'conversation.creation',
          'conversation.propertyChange',
          'ticket.propertyChange',
          'object.creation',
          'object.propertyChange',
          'contact.creation',
        ),
        fc.string({ maxLength: 8 }),
      ),
      objectId: fc.constantFrom('5001', '9001', '5001', '9001', undefined),
      occurredAt: maybe(fc.integer({ min: 0, max: 3 })),
      portalId: fc.constantFrom(1, 1, 1, 2, undefined),
      fromObjectId: maybe(fc.constantFrom('9001', '9002')),
      attempt: fc.integer({ min: 0, max: 10 }),
      eventId: maybe(fc.integer({ min: 1, max: 3 })),
      messageId: maybe(fc.constantFrom('m1', 'm2')),
      messageType: maybe(messageType),
      objectTypeId: maybe(fc.constantFrom('0-5', '0-1')),
      propertyName: maybe(fc.constantFrom('assignedTo', 'status', 'subject')),
      propertyValue: maybe(fc.oneof(actor, fc.constant(null))),
      changeSource: maybe(fc.constantFrom('INTEGRATION', 'CRM_UI')),
      sourceId: maybe(fc.constantFrom('2011410', 'appId:2011410', 'userId:7', '')),
    })
    .map((fields) => present<WebhookEvent>(fields));

const anySettings: fc.Arbitrary<EngineSettings> = fc
  .record({
    generation: fc.constantFrom('G2' as const, 'G3' as const),
    aiUser: maybe(actor),
    appId: maybe(fc.constant(2011410)),
    portalId: maybe(fc.constant(1)),
    ticketing: fc.boolean(),
    assistMode: fc.boolean(),
  })
  .map((fields) => present<EngineSettings>({ ...settings(), ...fields }));

const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    id: fc.constantFrom('m1', 'm2'),
    threadId: fc.constant('5001'),
    type: messageType,
    createdAt: fc.constantFrom('2026-11-02T10:01:00.000Z', ''),
    createdBy: maybe(actor),
    clientType: maybe(fc.constantFrom('HUBSPOT', 'INTEGRATION', 'SYSTEM', 'UNKNOWN')),
    integrationAppId: maybe(fc.constantFrom('2011410', '55')),
    direction: maybe(fc.constantFrom('INCOMING', 'OUTGOING')),
    text: maybe(text),
    richText: maybe(text),
    senders: fc.array(fc.record({ actorId: actor }), { maxLength: 2 }),
    recipients: fc.constant([]),
    channelId: maybe(fc.constantFrom('1000', '1002')),
  })
  .map((fields) => present<Message>(fields));

const anyThread: fc.Arbitrary<Thread> = maybe(actor).map((assignedTo) =>
  present<Thread>({ ...thread(), assignedTo }),
);

const anySession: fc.Arbitrary<EngineSession> = fc.record({
  threadId: fc.constant('5001'),
  sessionId: fc.constant('11111111-1111-4111-8111-111111111111'),
  status: fc.constantFrom('open' as const, 'handed-off' as const, 'resolved' as const),
  customData: fc.constant({}),
  leftAiUser: fc.boolean(),
});

export const anyGiven = (): fc.Arbitrary<MessageGiven> =>
  fc.record({
    settings: anySettings,
    message: anyMessage,
    thread: anyThread,
    session: fc.option(anySession),
    // Mostly none, so that most cases get past that rule.
    duplicateOf: fc.constantFrom(null, null, null, null, 'batch' as const, 12),
  });
