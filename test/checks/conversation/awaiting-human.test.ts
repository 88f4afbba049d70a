import { describe, expect, it } from 'vitest';
import check from '../../../checks/conversation/awaiting-human.ts';
import { SYMPTOM_IDS } from '../../../checks/symptoms.ts';
import type { Message } from '../../../src/core/hubspot/records.ts';
import { runChecks } from '../../../src/doctor/run-checks.ts';
import { explainThread } from '../../../src/engine/explain/explain.ts';
import { DEFAULT_SETTINGS } from '../../../src/engine/settings.ts';
import {
  fromAi,
  fromCustomer,
  fromRep,
  handoffComment,
  message,
  newestFirst,
} from '../replies/message-builders.ts';
import {
  AI_USER,
  failed,
  findingsOf,
  handedOff,
  judge,
  notGiven,
  ok,
  REP,
  session,
  thread,
  unassigned,
  type Values,
} from './builders.ts';

const assigned = (assignedTo: string): Message =>
  message({ type: 'ASSIGNMENT', clientType: 'SYSTEM', createdBy: 'S-hubspot', assignedTo });

/** Conversations that the AI user owns, and whether the AI waits in them for a human. */
const CONVERSATIONS: [what: string, messages: Message[], waits: boolean][] = [
  ['no handoff', newestFirst(fromCustomer(), fromAi(), fromCustomer()), false],
  [
    'a handoff that left it with the AI user',
    newestFirst(fromCustomer(), handoffComment(), fromCustomer()),
    true,
  ],
  [
    'a handoff after which a rep wrote without taking it',
    newestFirst(fromCustomer(), handoffComment(), fromRep(), fromCustomer()),
    true,
  ],
  [
    'a handoff, taken by a rep and given back',
    newestFirst(fromCustomer(), handoffComment(), assigned(REP), assigned(AI_USER), fromCustomer()),
    false,
  ],
  [
    'a handoff, taken and given back, and the AI answered',
    newestFirst(fromCustomer(), handoffComment(), assigned(REP), assigned(AI_USER), fromAi(), fromCustomer()),
    false,
  ],
  [
    'one that was given back, and another one',
    newestFirst(
      fromCustomer(),
      handoffComment(),
      assigned(REP),
      assigned(AI_USER),
      fromAi(),
      fromCustomer(),
      handoffComment(),
      fromCustomer(),
    ),
    true,
  ],
];

const owned: Values = { 'conversation.thread': thread(), 'opencx.defaultUserId': '7001' };
const waiting: Values = { ...owned, 'conversation.messages': CONVERSATIONS[1]?.[1] ?? [] };

describe.each(CONVERSATIONS)('%s', (_, messages, waits) => {
  it('is told by the doctor as the engine decides', async () => {
    const verdict = judge(check, { ...owned, 'conversation.messages': messages });
    expect(verdict.status).toBe(waits ? 'warn' : 'pass');
    expect(findingsOf(verdict)).toEqual(
      waits ? [{ cause: 'handed-off-silent', confidence: 'possible' }] : [],
    );

    const settings = { ...DEFAULT_SETTINGS, aiUser: AI_USER };
    const times = messages.map((each, at) => ({
      ...each,
      createdAt: new Date(1e12 - at * 1e3).toISOString(),
    }));
    const portal = {
      thread: async () => thread(),
      messages: async () => times,
      message: async () => null,
    };
    const decided = (await explainThread(portal, '5001', settings, {})).at(-1)?.decision;
    expect(decided).toMatchObject(waits ? { reason: 'handed-off' } : { outcome: 'act' });
  });
});

describe('conversation/awaiting-human', () => {
  it.each<[string, Values]>([
    ['it is assigned to somebody else', { 'conversation.thread': thread({ assignedTo: REP }) }],
    ['nobody is assigned', { 'conversation.thread': unassigned() }],
    ['Assist Mode is on in the session', { 'conversation.session': handedOff({ assistMode: true }) }],
    ['Assist Mode is stated to be on', { 'opencx.assistMode': true }],
  ])('has no meaning where %s', (_, values) => {
    expect(judge(check, { ...waiting, ...values }).status).toBe('na');
  });

  it('goes by the session where that says that there was no handoff', () => {
    expect(judge(check, { ...waiting, 'conversation.session': session() }).status).toBe('pass');
  });

  it.each<[string, Message[], string]>([
    ['nobody else owned it', [fromCustomer()], 'warn'],
    ['somebody else owned it', newestFirst(assigned(REP), assigned(AI_USER), fromCustomer()), 'pass'],
  ])('goes by the session where the messages show no handoff, and %s', (_, messages, status) => {
    const values = { ...owned, 'conversation.session': handedOff(), 'conversation.messages': messages };
    expect(judge(check, values).status).toBe(status);
  });

  it('cannot tell without the messages', () => {
    const { 'conversation.messages': _, ...values } = waiting;
    expect(judge(check, values, { 'conversation.messages': failed() }).status).toBe('unknown');
  });

  it.each([undefined, ...SYMPTOM_IDS])(
    'is looked at only where the AI is said to have stopped: %s',
    (symptom) => {
      const evidence = {
        'conversation.thread': ok(thread()),
        'conversation.messages': ok(waiting['conversation.messages'] ?? []),
        'opencx.defaultUserId': ok('7001'),
        'conversation.session': notGiven(),
      };
      const [verdict] = runChecks([{ ...check, after: [] }], evidence, {
        mode: 'legacy-app',
        conversation: 'named',
        ...(symptom && { symptom }),
        now: () => 0,
      });
      expect(verdict?.status).toBe(symptom === 'ai-stopped-replying' ? 'warn' : 'na');
    },
  );
});
