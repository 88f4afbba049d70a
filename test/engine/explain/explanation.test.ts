import { describe, expect, it } from 'vitest';
import { decideMessage, type MessageGiven } from '../../../src/engine/decide/decide.ts';
import {
  effectsOf,
  explainEvent,
  explainMessage,
  explanationOf,
} from '../../../src/engine/explain/explanation.ts';
import { eventsOfThread } from '../../../src/engine/explain/thread-events.ts';
import {
  AI_USER,
  creation,
  event,
  fromAi,
  fromRep,
  g3,
  given,
  message,
  note,
  ownerChange,
  REP,
  repComment,
  settings,
  thread,
  ticketChange,
  without,
} from '../decide/builders.ts';

const nothing = { settings: settings(), duplicateOf: null };

describe('an explanation', () => {
  it('has the documented form', () => {
    const explanation = explanationOf([
      explainMessage(event(), given({ thread: thread({ assignedTo: REP }) })),
    ]);
    expect(Object.keys(explanation)).toEqual(['schemaVersion', 'decisions']);
    expect(explanation.schemaVersion).toBe(1);
    const [decision] = explanation.decisions;
    expect(decision).toMatchObject({
      messageId: 'm1',
      eventId: 3814323381,
      outcome: 'skip',
      reason: 'owner-not-ai-user',
      effects: [],
      flip: 'assign the thread to A-7001',
    });
    expect(decision?.rules.at(-1)).toEqual({
      id: 'owner-gate',
      input: { owner: REP, aiUser: AI_USER, assistMode: false },
      outcome: 'skip',
    });
  });

  it('of an envelope names no message where there is none', () => {
    const explained = explainEvent(without(creation(), 'eventId'), nothing);
    expect(explained && explanationOf([explained]).decisions).toMatchObject([
      { messageId: null, eventId: null, outcome: 'act', reason: null, effects: ['save-session'] },
    ]);
  });

  it('of an envelope is not to be had where the message must be fetched', () => {
    expect(explainEvent(event(), nothing)).toBeNull();
  });

  it('names the fetched message where the event does not', () => {
    const explained = explainMessage(without(event(), 'messageId'), given());
    expect(explanationOf([explained]).decisions[0]?.messageId).toBe('m1');
  });
});

describe('effects', () => {
  it.each<[string, Partial<MessageGiven>, string[]]>([
    ['a reply by email', {}, ['wait 5000 ms (email)', 'post-message']],
    ['a reply by chat', { message: message({ channelId: '1000' }) }, ['post-message']],
    ['a reply by email, without a delay', { settings: settings({ emailDelayMs: 0 }) }, ['post-message']],
    [
      'the first reply, with a delay of its own',
      { session: null, settings: settings({ emailDelayMs: 20 }) },
      ['wait 20 ms (email)', 'save-session', 'post-message'],
    ],
    ['a draft', { settings: settings({ assistMode: true }) }, ['wait 5000 ms (email)', 'post-comment']],
    ["a rep's reply", { message: fromRep() }, ['wait 5000 ms (email)', 'deliver']],
    ["a rep's note (G3)", { message: repComment(), settings: g3() }, []],
    ['a skipped message', { message: fromAi() }, []],
  ])('%s', (_, over, effects) => {
    expect(explainMessage(event(), given(over)).effects).toEqual(effects);
  });

  it.each([
    ['a ticket change', ticketChange(), settings()],
    ['a change of owner', ownerChange(REP), g3()],
    ['a new conversation', creation(), settings()],
  ])('%s changes the session only', (_, received, engine) => {
    expect(explainEvent(received, { settings: engine, duplicateOf: null })?.effects).toEqual([
      'save-session',
    ]);
  });

  it('a note (G3) is kept with its event', () => {
    expect(explainEvent(note(), { settings: g3(), duplicateOf: null })?.effects).toEqual([]);
  });

  it('without a known channel leave the wait out', () => {
    const decision = decideMessage(event(), given());
    expect(effectsOf(decision, settings(), given().session)).toEqual(['post-message']);
  });
});

describe('eventsOfThread', () => {
  const at = (minute: number) => `2026-11-02T10:0${minute}:00.000Z`;
  const first = message({ id: 'first', createdAt: at(1) });
  const comment = repComment({ id: 'comment', createdAt: at(2) });
  const assigned = fromRep({ id: 'assigned', type: 'ASSIGNMENT', assignedTo: REP, createdAt: at(3) });
  const freed = without({ ...assigned, id: 'freed', createdAt: at(4) }, 'assignedTo');
  const closed = fromRep({ id: 'closed', type: 'THREAD_STATUS_CHANGE', createdAt: at(5) });

  it('tells of every message as HubSpot would have, oldest first', () => {
    const portal = { portalId: 1, appId: 2 };
    const events = eventsOfThread([closed, freed, assigned, comment, first], thread(), portal);
    const common = { ...portal, objectId: '5001', attempt: 0 };
    const announced = { ...common, type: 'conversation.newMessage', changeFlag: 'NEW_MESSAGE' };
    const owned = { ...common, type: 'conversation.propertyChange', propertyName: 'assignedTo' };
    expect(events).toEqual([
      { ...announced, occurredAt: Date.parse(at(1)), messageId: 'first', messageType: 'MESSAGE' },
      { ...announced, occurredAt: Date.parse(at(2)), messageId: 'comment', messageType: 'COMMENT' },
      { ...owned, occurredAt: Date.parse(at(3)), propertyValue: REP },
      { ...owned, occurredAt: Date.parse(at(4)), propertyValue: '' },
    ]);
  });

  it('keeps the order of messages of one moment', () => {
    const second = message({ id: 'second', createdAt: at(1) });
    const ids = eventsOfThread([second, first], thread(), {}).map(({ messageId }) => messageId);
    expect(ids).toEqual(['first', 'second']);
  });

  it('stands a time that cannot be read', () => {
    const timeless = message({ id: 'timeless', createdAt: 'yesterday' });
    const ids = eventsOfThread([first, timeless], thread(), {}).map(({ messageId }) => messageId);
    expect(ids).toEqual(['timeless', 'first']);
  });

  it('gives the rules what they need', () => {
    const [received] = eventsOfThread([first], thread(), {});
    const explained = received && explainMessage(received, given({ message: first }));
    expect(explained && explanationOf([explained]).decisions).toMatchObject([
      { messageId: 'first', eventId: null, outcome: 'act' },
    ]);
  });
});
