import { describe, expect, test } from 'vitest';
import objectFormat from '../../../checks/webhooks/object-format.ts';
import paused from '../../../checks/webhooks/paused.ts';
import throttle from '../../../checks/webhooks/throttle.ts';
import ticketProperties from '../../../checks/webhooks/ticket-properties.ts';
import type { Subscription, Throttle } from '../../../src/core/hubspot/webhooks.ts';
import { causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';
import { AFTER, ALL_SUBSCRIBED, arrived, BEFORE } from './samples.ts';

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

  test('passes with a word on a ticket property that is paused beside active ones', () => {
    const row = (property: string, active: boolean): Subscription => ({
      event: 'ticket.propertyChange',
      property,
      active,
    });
    const rows = [row('hs_pipeline_stage', true), row('subject', false), row('content', true)];
    const verdict = verdictOf(paused, {
      'webhooks.paused': found([], 'file'),
      'webhooks.subscriptions': found([...rows, row('content', false)], 'file'),
    });
    expect(verdict).toMatchObject({ status: 'pass', findings: [] });
    expect(verdict.summary).toContain('subject is paused beside active ones');
    expect(verdict.summary).not.toContain('content');
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

describe('webhooks/object-format beside a journal', () => {
  const formatOf = (value: { classic: string[]; expanded: string[] }) => found(value, 'stated');
  const EXPANDED = formatOf({ classic: [], expanded: ['object.propertyChange'] });

  test.each([
    ['nobody has told, and one arrived', NOT_GIVEN, BEFORE, 'pass'],
    ['it was told before one arrived', EXPANDED, AFTER, 'pass'],
    ['it was told after one arrived', EXPANDED, BEFORE, 'fail'],
    ['it could not be read, and one arrived', TIMED_OUT, BEFORE, 'pass'],
  ] as const)('%s', (_when, format, at, status) => {
    const evidence = { 'webhooks.objectFormat': format, 'journal.events': arrived(at) };
    expect(verdictOf(objectFormat, evidence).status).toBe(status);
  });

  test('an expanded event that arrived says nothing: it may be of another object', () => {
    const evidence = {
      'webhooks.objectFormat': NOT_GIVEN,
      'journal.events': arrived(BEFORE, ['object.propertyChange']),
    };
    expect(verdictOf(objectFormat, evidence)).toMatchObject({ status: 'manual', findings: [] });
  });
});

describe('webhooks/throttle', () => {
  test.each<[Throttle, string, string]>([
    [{ limit: 100 }, 'pass', '100'],
    [{ limit: 250 }, 'pass', '250'],
    [{ limit: 99 }, 'fail', '99'],
    [{ limit: 100, period: 'SECONDLY' }, 'pass', '100 a second'],
    [{ limit: 10, period: 'SECONDLY' }, 'fail', '10 a second'],
    [{ limit: 100, period: 'ROLLING_MINUTE' }, 'fail', '100 a rolling minute'],
    [{ limit: 5999, period: 'ROLLING_MINUTE' }, 'fail', '5,999 a rolling minute'],
    [{ limit: 6000, period: 'ROLLING_MINUTE' }, 'pass', '6,000 a rolling minute'],
    [{ limit: 100, period: 'FORTNIGHTLY' }, 'unknown', '100'],
  ])('%j: %s', (value, status, measured) => {
    const verdict = verdictOf(throttle, { 'webhooks.throttle': found(value, 'file') });
    expect(verdict).toMatchObject({ status, measured, source: 'file' });
    expect(causesOf(verdict)).toEqual(status === 'fail' ? ['throttle-too-low'] : []);
  });

  test('leaves the claim about lost events to OpenCX', () => {
    const { summary, findings } = verdictOf(throttle, { 'webhooks.throttle': found({ limit: 10 }, 'file') });
    expect(summary).toMatch(/OpenCX asks for 100 a second or more and says/);
    expect(findings[0]?.details).toEqual({ throttle: '10' });
  });

  test('is sure of the unit only where it stands with the number', () => {
    const judged = (value: Throttle) => verdictOf(throttle, { 'webhooks.throttle': found(value, 'file') });
    expect(judged({ limit: 10 }).summary).toMatch(/No unit stands with the number; .* is inferred\.$/);
    expect(judged({ limit: 100 }).summary).toMatch(/is inferred\.$/);
    expect(judged({ limit: 10 }).findings[0]?.confidence).toBe('likely');
    const inTheMinute = judged({ limit: 100, period: 'ROLLING_MINUTE' });
    expect(inTheMinute.summary).not.toContain('inferred');
    expect(inTheMinute.findings[0]).not.toHaveProperty('confidence');
    expect(inTheMinute.expected).toBe('100 a second or more (6,000 a rolling minute)');
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
