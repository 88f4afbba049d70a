import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import subscriptions from '../../../checks/webhooks/subscriptions.ts';
import { REQUIRED_EVENTS, type Subscription } from '../../../src/core/hubspot/webhooks.ts';
import { causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';
import { AFTER, ALL_SUBSCRIBED, arrived, BEFORE } from './samples.ts';

const EXPANDED: Subscription = { event: 'object.propertyChange', objectType: '0-5', active: true };

function subscribed(value: Subscription[], more: EvidenceSet = {}, source: 'file' | 'stated' = 'file') {
  return verdictOf(subscriptions, { 'webhooks.subscriptions': found(value, source), ...more });
}

const without = (event: string) => ALL_SUBSCRIBED.filter((each) => each.event !== event);

describe('webhooks/subscriptions', () => {
  test('passes with all three', () => {
    expect(subscribed(ALL_SUBSCRIBED)).toMatchObject({ status: 'pass', source: 'file' });
  });

  test('counts a paused one: that it is paused is told elsewhere', () => {
    expect(subscribed(ALL_SUBSCRIBED.map((each) => ({ ...each, active: false }))).status).toBe('pass');
  });

  test('takes messageCreated for conversation creation', () => {
    const alias = { event: 'conversation.messageCreated', active: true };
    expect(subscribed([...without('conversation.creation'), alias]).status).toBe('pass');
  });

  test.each(REQUIRED_EVENTS)('fails without %s', (event) => {
    const verdict = subscribed(without(event));
    expect(verdict).toMatchObject({
      status: 'fail',
      findings: [{ cause: 'subscription-missing', confidence: 'confirmed', details: { events: [event] } }],
    });
  });

  test('names all that are missing in the words of HubSpot', () => {
    const verdict = subscribed([], {}, 'stated');
    expect(verdict.measured).toBe('no subscriptions');
    expect(verdict.summary).toBe(
      'Not subscribed: Conversation: New message, Conversation: Conversation creation, Ticket: Property change.',
    );
    expect(verdict.findings[0]?.confidence).toBe('likely');
  });

  test.each(['0-5', 'ticket', 'TICKET'])(
    'tells an expanded ticket event (%s) as what it is',
    (objectType) => {
      const verdict = subscribed([...without('ticket.propertyChange'), { ...EXPANDED, objectType }]);
      expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'expanded-object-events']);
    },
  );

  test('tells an expanded event and a missing one apart', () => {
    const verdict = subscribed([EXPANDED, { event: 'conversation.newMessage', active: true }]);
    expect(causesOf(verdict)).toEqual(['subscription-missing', 'expanded-object-events']);
    expect(verdict.findings[0]?.details).toEqual({ events: ['conversation.creation'] });
  });

  test('is not misled by expanded events of other objects', () => {
    const verdict = subscribed([...without('ticket.propertyChange'), { ...EXPANDED, objectType: '0-1' }]);
    expect(causesOf(verdict)).toEqual(['subscription-missing']);
  });

  test('an event that has arrived since is subscribed', () => {
    expect(subscribed([], { 'journal.events': arrived(AFTER) }, 'stated').status).toBe('pass');
    expect(causesOf(subscribed([], { 'journal.events': arrived(BEFORE) }, 'stated'))).toEqual([
      'subscription-missing',
    ]);
  });

  test('passes by the journal alone when all three arrived', () => {
    const evidence = { 'webhooks.subscriptions': NOT_GIVEN, 'journal.events': arrived(BEFORE) };
    expect(verdictOf(subscriptions, evidence)).toMatchObject({ status: 'pass', source: 'journal' });
  });

  test('asks when only some have arrived: the others may just not have happened', () => {
    const evidence = {
      'webhooks.subscriptions': NOT_GIVEN,
      'journal.events': arrived(BEFORE, ['conversation.newMessage']),
    };
    const verdict = verdictOf(subscriptions, evidence);
    expect(verdict).toMatchObject({ status: 'manual', findings: [] });
    expect(verdict.question).toContain('Property change under Ticket');
  });

  test('leaves it open when the settings could not be read', () => {
    expect(verdictOf(subscriptions, { 'webhooks.subscriptions': TIMED_OUT }).status).toBe('unknown');
  });
});
