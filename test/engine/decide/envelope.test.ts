import { describe, expect, it } from 'vitest';
import type { WebhookEvent } from '../../../src/core/event.ts';
import { decideEnvelope } from '../../../src/engine/decide/decide.ts';
import type { EngineSettings } from '../../../src/engine/settings.ts';
import {
  association,
  creation,
  event,
  g3,
  inShort,
  note,
  ownerChange,
  ruleIds,
  settings,
  ticketChange,
  without,
} from './builders.ts';

function decided(given: WebhookEvent, engine: EngineSettings = settings()): string {
  const decision = decideEnvelope(given, { settings: engine, duplicateOf: null });
  return decision === null ? 'fetch' : inShort(decision);
}

describe('what is decided without the message', () => {
  it.each<[string, WebhookEvent, string, string]>([
    ['a new message', event(), 'fetch', 'fetch'],
    ['a new message under its older name', event({ type: 'conversation.messageCreated' }), 'fetch', 'fetch'],
    [
      'the older name without a message',
      without(event({ type: 'conversation.messageCreated' }), 'messageId'),
      'act open-session',
      'act open-session',
    ],
    ['a new conversation', creation(), 'act open-session', 'act open-session'],
    ['a ticket change', ticketChange(), 'act sync-property', 'act sync-property'],
    ['a comment', event({ messageType: 'COMMENT' }), 'skip internal-comment', 'fetch'],
    ['a greeting', event({ messageType: 'WELCOME_MESSAGE' }), 'skip welcome-message', 'skip welcome-message'],
    ['a message of unknown type', without(event(), 'messageType'), 'fetch', 'fetch'],
    ['a change of owner', ownerChange('A-7002'), 'skip unsupported-type', 'act mark-handed-off'],
    [
      'a change of status',
      ownerChange('CLOSED', { propertyName: 'status' }),
      'skip unsupported-type',
      'skip unsupported-type',
    ],
    ['a note', note(), 'skip unsupported-type', 'act store'],
    [
      'an expanded new ticket',
      note({ objectTypeId: '0-5' }),
      'skip unsupported-type',
      'skip unsupported-type',
    ],
    [
      'an expanded ticket change',
      ticketChange({ type: 'object.propertyChange', objectTypeId: '0-5' }),
      'skip unsupported-type',
      'skip unsupported-type',
    ],
    [
      'a new contact',
      creation({ type: 'contact.creation' }),
      'skip unsupported-type',
      'skip unsupported-type',
    ],
    ['what is about two objects', association(), 'skip unsupported-type', 'skip unsupported-type'],
    [
      'a new message of no conversation',
      without(event(), 'objectId'),
      'skip unsupported-type',
      'skip unsupported-type',
    ],
    [
      'a ticket change of no ticket',
      without(ticketChange(), 'objectId'),
      'skip unsupported-type',
      'skip unsupported-type',
    ],
    ['a note on nothing', without(note(), 'objectId'), 'skip unsupported-type', 'skip unsupported-type'],
    ['a name of no object', creation({ type: 'toString' }), 'skip unsupported-type', 'skip unsupported-type'],
  ])('%s', (_, given, inG2, inG3) => {
    expect([decided(given), decided(given, g3())]).toEqual([inG2, inG3]);
  });

  it.each<['batch' | number]>([['batch'], [12]])('a duplicate (%s)', (duplicateOf) => {
    const decision = decideEnvelope(event(), { settings: settings(), duplicateOf });
    expect(decision).toMatchObject({
      outcome: 'skip',
      reason: 'duplicate',
      rules: [{ id: 'supported-type' }, { id: 'duplicate', input: { duplicateOf } }],
      flip: null,
    });
  });
});

describe('the portal of an event', () => {
  const inPortal = settings({ portalId: 1 });

  it('is the one of the token, or nothing is done, whatever the event is', () => {
    for (const given of [event(), creation(), ticketChange(), note(), association()]) {
      expect(
        decideEnvelope({ ...given, portalId: 62515 }, { settings: inPortal, duplicateOf: 'batch' }),
      ).toEqual({
        outcome: 'skip',
        reason: 'other-portal',
        action: null,
        rules: [
          {
            id: 'own-portal',
            rule: expect.any(String),
            input: { portal: 62515, portalOfToken: 1 },
            outcome: 'skip',
          },
        ],
        flip: 'work it with a token of portal 62515',
      });
    }
  });

  it.each<[string, WebhookEvent, EngineSettings]>([
    ['fits', event(), inPortal],
    ['is not told by the event', without(event(), 'portalId'), inPortal],
    ['is not told by HubSpot', event({ portalId: 62515 }), settings()],
  ])('that %s keeps nothing back', (_, given, engine) => {
    expect(decided(given, engine)).toBe('fetch');
  });
});

describe('ticket changes', () => {
  it.each<[string, Partial<WebhookEvent>, Partial<EngineSettings>, string]>([
    ['with ticketing off', {}, { ticketing: false }, 'skip ticketing-disabled'],
    ['emptied, by a blank', { propertyValue: '' }, {}, 'skip empty-value'],
    ['emptied, by null', { propertyValue: null }, {}, 'skip empty-value'],
    ['with the value 0', { propertyValue: '0' }, {}, 'act sync-property'],
    ['by the own app', { changeSource: 'INTEGRATION', sourceId: '2011410' }, {}, 'skip self-caused'],
    [
      'by the own app, named',
      { changeSource: 'INTEGRATION', sourceId: 'appId:2011410' },
      {},
      'skip self-caused',
    ],
    ['by another app', { changeSource: 'INTEGRATION', sourceId: '55' }, {}, 'act sync-property'],
    [
      'by a user with that number',
      { changeSource: 'CRM_UI', sourceId: 'userId:2011410' },
      {},
      'act sync-property',
    ],
    [
      'by a person, with that number',
      { changeSource: 'CRM_UI', sourceId: '2011410' },
      {},
      'act sync-property',
    ],
    ['by an app that is not told', { changeSource: 'INTEGRATION' }, {}, 'act sync-property'],
  ])('%s', (_, over, engine, expected) => {
    expect(decided(ticketChange(over), settings(engine))).toBe(expected);
  });

  it('come through where the own app is not known', () => {
    const unknownApp = without(settings(), 'appId');
    const change = ticketChange({ changeSource: 'INTEGRATION', sourceId: '2011410' });
    expect(decided(change, unknownApp)).toBe('act sync-property');
  });

  it('are emptied where HubSpot names no value', () => {
    expect(decided(without(ticketChange(), 'propertyValue'))).toBe('skip empty-value');
  });

  it('show no value in the explanation', () => {
    const decision = decideEnvelope(ticketChange({ propertyName: 'subject', propertyValue: 'Call Jo' }), {
      settings: settings(),
      duplicateOf: null,
    });
    expect(JSON.stringify(decision)).not.toContain('Jo');
  });
});

describe('changes of owner (G3)', () => {
  it.each<[string, string | null, Partial<EngineSettings>, string]>([
    ['to a rep', 'A-7002', {}, 'act mark-handed-off'],
    ['to a rep, as a bare user id', '7002', {}, 'act mark-handed-off'],
    ['to nobody', '', {}, 'act mark-handed-off'],
    ['to nobody, as null', null, {}, 'act mark-handed-off'],
    ['to the AI user', 'A-7001', {}, 'skip unsupported-type'],
    ['to the AI user, as a bare user id', '7001', {}, 'skip unsupported-type'],
    ['with Assist Mode', 'A-7002', { assistMode: true }, 'skip unsupported-type'],
  ])('%s', (_, newOwner, engine, expected) => {
    expect(decided(ownerChange(newOwner), g3(engine))).toBe(expected);
  });

  it('mean nothing without an AI user', () => {
    expect(decided(ownerChange('A-7002'), without(g3(), 'aiUser'))).toBe('skip unsupported-type');
  });

  it('by the own app are an echo', () => {
    const change = ownerChange('A-7002', { changeSource: 'INTEGRATION', sourceId: '2011410' });
    expect(decided(change, g3())).toBe('skip self-caused');
  });
});

describe('order of the rules', () => {
  it('an unsupported type comes before a duplicate', () => {
    const decision = decideEnvelope(note(), { settings: settings(), duplicateOf: 'batch' });
    expect(decision?.reason).toBe('unsupported-type');
  });

  it('a duplicate comes before a comment', () => {
    const decision = decideEnvelope(event({ messageType: 'COMMENT' }), {
      settings: settings(),
      duplicateOf: 3,
    });
    expect(decision?.reason).toBe('duplicate');
  });

  it('ticketing comes before the value, the value before the own app', () => {
    const ownEmptied = ticketChange({ propertyValue: '', changeSource: 'INTEGRATION', sourceId: '2011410' });
    expect(decided(ownEmptied, settings({ ticketing: false }))).toBe('skip ticketing-disabled');
    expect(decided(ownEmptied)).toBe('skip empty-value');
  });

  it('a ticket change goes through its own rules only', () => {
    const decision = decideEnvelope(ticketChange(), { settings: settings(), duplicateOf: null });
    expect(decision && ruleIds(decision)).toEqual([
      'supported-type',
      'duplicate',
      'ticketing',
      'ticket-value',
      'own-change',
      'ticket-property',
    ]);
  });
});
