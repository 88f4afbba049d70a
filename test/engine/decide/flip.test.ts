import { describe, expect, it } from 'vitest';
import type { WebhookEvent } from '../../../src/core/event.ts';
import { decideEnvelope, type MessageGiven } from '../../../src/engine/decide/decide.ts';
import type { EngineSettings } from '../../../src/engine/settings.ts';
import {
  AI_USER,
  decide,
  event,
  fromRep,
  g3,
  handedOff,
  message,
  note,
  ownerChange,
  REP,
  repComment,
  session,
  settings,
  thread,
  ticketChange,
  unassigned,
  without,
  withoutAiUser,
} from './builders.ts';

type Given = Partial<MessageGiven>;

describe('doing what a decision on a message advises turns it', () => {
  const rep = thread({ assignedTo: REP });
  const assist = settings({ assistMode: true });
  const quoting = message({ text: 'Thanks <!-- OpenCX-AI-Response -->' });
  const inRepsName = fromRep({ clientType: 'INTEGRATION', integrationAppId: '55' });
  it.each<[string, Given, string, Given]>([
    ['owned by a rep', { thread: rep }, 'assign the thread to A-7001', { thread: thread() }],
    ['owned by nobody', { thread: unassigned() }, 'assign the thread to A-7001', { thread: thread() }],
    [
      'without an AI user',
      { settings: withoutAiUser() },
      'set the Default User ID in OpenCX, then assign the thread to that user',
      { settings: settings() },
    ],
    [
      'handed off to a rep',
      { session: handedOff({ leftAiUser: true }), thread: rep },
      'assign the thread to A-7001',
      { session: handedOff({ leftAiUser: true }), thread: thread() },
    ],
    [
      'handed off, and still with the AI user',
      { session: handedOff() },
      'assign the thread to a rep, then assign the thread to A-7001 again',
      { session: handedOff({ leftAiUser: true }) },
    ],
    [
      'an internal comment',
      { message: repComment() },
      'send the reply as a public message instead of an internal comment',
      { message: fromRep() },
    ],
    [
      'a rep on a thread without a session',
      { message: fromRep(), session: null },
      'have the customer write on this thread first, so that it has an OpenCX session',
      { message: fromRep(), session: session() },
    ],
    [
      'an app in the name of a rep',
      { message: inRepsName },
      'write the reply in HubSpot itself',
      { message: fromRep() },
    ],
    [
      'an app in the name of a rep, on a thread without a session',
      { message: inRepsName, session: null },
      'have the customer write on this thread first, so that it has an OpenCX session, and write the reply in HubSpot itself',
      { message: fromRep(), session: session() },
    ],
    [
      'a quoted AI reply',
      { message: quoting },
      "send the message again without the quoted text of OpenCX's message",
      { message: message() },
    ],
    ['an answer', {}, 'assign the thread to a rep instead of the AI user', { thread: rep }],
    ["a draft on a rep's thread", { settings: assist, thread: rep }, 'turn Assist Mode off', { thread: rep }],
    [
      'a delivery',
      { message: fromRep() },
      'write an internal comment instead of a public reply',
      { message: repComment() },
    ],
  ])('%s', (_, before, advice, after) => {
    const decision = decide(before);
    expect(decision.flip).toBe(advice);
    expect(decide(after).outcome).not.toBe(decision.outcome);
  });
});

describe('doing what a decision on an envelope advises turns it', () => {
  const decideOn = (given: WebhookEvent, engine: EngineSettings) =>
    decideEnvelope(given, { settings: engine, duplicateOf: null });
  const g3Assist = g3({ assistMode: true });
  const expanded = ticketChange({ type: 'object.propertyChange', objectTypeId: '0-5' });
  const classic =
    'subscribe to Ticket: Property change in the classic format, without expanded object support';
  type Case = [WebhookEvent, EngineSettings];
  it.each<[string, Case, string, Case]>([
    [
      'ticketing off',
      [ticketChange(), settings({ ticketing: false })],
      'enable ticket creation for HubSpot in OpenCX',
      [ticketChange(), settings()],
    ],
    [
      'an emptied property',
      [ticketChange({ propertyValue: null }), settings()],
      'give the ticket property hs_pipeline_stage a value',
      [ticketChange(), settings()],
    ],
    ['an expanded ticket change', [expanded, settings()], classic, [ticketChange(), settings()]],
    [
      'an expanded change of who knows what',
      [without(expanded, 'objectTypeId'), settings()],
      `if this is about a ticket, ${classic}`,
      [ticketChange(), settings()],
    ],
    [
      'another portal',
      [ticketChange({ portalId: 62515 }), settings({ portalId: 1 })],
      'work it with a token of portal 62515',
      [ticketChange({ portalId: 62515 }), settings({ portalId: 62515 })],
    ],
    ['a note', [note(), settings()], 'apply the current OpenCX rules, generation G3', [note(), g3()]],
    [
      'a change of owner',
      [ownerChange(REP), g3()],
      'assign the thread to A-7001',
      [ownerChange(AI_USER), g3()],
    ],
    [
      'the AI user as owner',
      [ownerChange(AI_USER), g3()],
      'assign the thread to a rep',
      [ownerChange(REP), g3()],
    ],
    ['Assist Mode', [ownerChange(REP), g3Assist], 'turn Assist Mode off', [ownerChange(REP), g3()]],
    [
      'no AI user',
      [ownerChange(REP), without(g3(), 'aiUser')],
      'set the Default User ID in OpenCX',
      [ownerChange(REP), g3()],
    ],
  ])('%s', (_, before, advice, after) => {
    const decision = decideOn(...before);
    expect(decision?.flip).toBe(advice);
    expect(decideOn(...after)?.outcome).not.toBe(decision?.outcome);
  });

  it('a comment, whose public twin goes on to its message', () => {
    expect(decideOn(event({ messageType: 'COMMENT' }), settings())?.flip).toBe(
      'send the reply as a public message instead of an internal comment',
    );
    expect(decideOn(event(), settings())).toBeNull();
  });
});

describe('no advice is given', () => {
  it.each<[string, Given]>([
    ['for a draft that would be an answer', { settings: settings({ assistMode: true }) }],
    ['for a delivery under G3, where a comment is kept', { settings: g3(), message: fromRep() }],
    ['for a bot', { message: message({ createdBy: 'B-1' }) }],
  ])('%s', (_, over) => {
    expect(decide(over).flip).toBeNull();
  });

  it("for another object's expanded event", () => {
    const contact = ticketChange({ type: 'object.propertyChange', objectTypeId: '0-1' });
    expect(decideEnvelope(contact, { settings: settings(), duplicateOf: null })?.flip).toBeNull();
  });
});
