import { describe, expect, test } from 'vitest';
import objectFormat from '../../../checks/webhooks/object-format.ts';
import paused from '../../../checks/webhooks/paused.ts';
import throttle from '../../../checks/webhooks/throttle.ts';
import ticketProperties from '../../../checks/webhooks/ticket-properties.ts';
import { causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';
import { ALL_SUBSCRIBED } from './samples.ts';

describe('webhooks/ticket-properties', () => {
  test('passes with a property', () => {
    const verdict = verdictOf(ticketProperties, {
      'webhooks.ticketProperties': found(['hs_pipeline_stage', 'hs_pipeline_stage'], 'file'),
    });
    expect(verdict).toMatchObject({ status: 'pass', measured: 'hs_pipeline_stage' });
  });

  test.each([
    ['with the subscription', { 'webhooks.subscriptions': found(ALL_SUBSCRIBED, 'file') }],
    ['and nobody knows of the subscription', { 'webhooks.subscriptions': NOT_GIVEN }],
  ])('fails with none %s', (_and, evidence) => {
    const verdict = verdictOf(ticketProperties, {
      'webhooks.ticketProperties': found([], 'file'),
      ...evidence,
    });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'ticket-properties-unselected']);
  });

  test('has no meaning without a ticket subscription', () => {
    const verdict = verdictOf(ticketProperties, {
      'webhooks.ticketProperties': found([], 'file'),
      'webhooks.subscriptions': found(ALL_SUBSCRIBED.slice(0, 2), 'file'),
    });
    expect(verdict.status).toBe('na');
  });
});

describe('webhooks/paused', () => {
  test('passes when none is', () => {
    expect(verdictOf(paused, { 'webhooks.paused': found([], 'stated') }).status).toBe('pass');
  });

  test('names the paused ones', () => {
    const events = ['conversation.newMessage', 'ticket.propertyChange', 'ticket.propertyChange'];
    const verdict = verdictOf(paused, { 'webhooks.paused': found(events, 'file') });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'subscription-paused']);
    expect(verdict.findings[0]?.details).toEqual({ events: events.slice(0, 2) });
    expect(verdict.summary).toContain('Ticket: Property change');
  });
});

describe('webhooks/object-format', () => {
  test.each([
    [['ticket.propertyChange'], [], 'pass'],
    [['ticket.creation'], [], 'pass'],
    [['ticket.propertyChange'], ['object.creation'], 'pass'],
    [[], ['object.propertyChange'], 'fail'],
    [['ticket.creation'], ['object.propertyChange'], 'fail'],
    [[], [], 'na'],
  ])('classic %j, expanded %j: %s', (classic, expanded, status) => {
    const verdict = verdictOf(objectFormat, {
      'webhooks.objectFormat': found({ classic, expanded }, 'file'),
    });
    expect(verdict.status).toBe(status);
    expect(causesOf(verdict)).toEqual(status === 'fail' ? ['expanded-object-events'] : []);
  });
});

describe('webhooks/throttle', () => {
  test.each([
    [100, 'pass'],
    [250, 'pass'],
    [99, 'fail'],
    [10, 'fail'],
  ])('%i per second: %s', (value, status) => {
    const verdict = verdictOf(throttle, { 'webhooks.throttle': found(value, 'stated') });
    expect(verdict).toMatchObject({ status, measured: String(value), source: 'stated' });
    expect(causesOf(verdict)).toEqual(status === 'fail' ? ['throttle-too-low'] : []);
  });

  test('leaves the claim about lost events to OpenCX', () => {
    const { summary, findings } = verdictOf(throttle, { 'webhooks.throttle': found(10, 'file') });
    expect(summary).toMatch(/OpenCX asks for 100 or more and says/);
    expect(findings[0]?.details).toEqual({ throttle: 10, wanted: 100 });
  });
});

describe('settings that nobody has told', () => {
  test.each([
    [ticketProperties, 'webhooks.ticketProperties'],
    [paused, 'webhooks.paused'],
    [objectFormat, 'webhooks.objectFormat'],
    [throttle, 'webhooks.throttle'],
  ] as const)('%# are asked for, and left open when they could not be read', (check, key) => {
    expect(verdictOf(check, { [key]: NOT_GIVEN })).toMatchObject({ status: 'manual', findings: [] });
    expect(verdictOf(check, { [key]: TIMED_OUT })).toMatchObject({ status: 'unknown', findings: [] });
  });
});
