import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import registered from '../../../checks/webhooks/registered.ts';
import type { ConnectionMode } from '../../../src/core/connection.ts';
import { causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';
import { AFTER, arrived, BEFORE, journalOf, URL_FACTS } from './samples.ts';

const SERVICE_KEY: EvidenceSet = { 'connection.mode': found<ConnectionMode>('service-key', 'given') };

describe('webhooks/registered', () => {
  test('passes with a target URL and tells its host', () => {
    const verdict = verdictOf(registered, { 'webhooks.targetUrl': found(URL_FACTS, 'file') });
    expect(verdict).toMatchObject({ status: 'pass', measured: 'api.open.cx', source: 'file' });
  });

  test.each([
    ['file', 'confirmed'],
    ['live', 'confirmed'],
    ['stated', 'likely'],
  ] as const)('fails without one, by %s: %s', (source, confidence) => {
    const verdict = verdictOf(registered, { 'webhooks.targetUrl': found(null, source) });
    expect(verdict).toMatchObject({
      status: 'fail',
      findings: [{ cause: 'webhook-not-registered', confidence }],
    });
  });

  test.each<[string, EvidenceSet]>([
    ['nobody has said', { 'webhooks.targetUrl': NOT_GIVEN, 'journal.events': arrived(BEFORE) }],
    [
      'the settings could not be read',
      { 'webhooks.targetUrl': TIMED_OUT, 'journal.events': arrived(BEFORE) },
    ],
    [
      'somebody saw none before',
      { 'webhooks.targetUrl': found(null, 'stated'), 'journal.events': arrived(AFTER) },
    ],
  ])('passes by events that arrived when %s', (_when, evidence) => {
    expect(verdictOf(registered, evidence).status).toBe('pass');
  });

  test('asks once more where one answer says that there is none, and another that it was delivered to', () => {
    const said = (log: 'none' | 'errors' | 'delivered') =>
      verdictOf(registered, {
        'webhooks.targetUrl': found(null, 'stated'),
        'webhooks.delivering': found(log, 'stated'),
      });
    expect(said('none').status).toBe('fail');
    for (const log of ['errors', 'delivered'] as const) {
      expect(said(log)).toMatchObject({ status: 'manual', findings: [] });
    }
  });

  test('does not take events of the past for a target URL of today', () => {
    const evidence = {
      'webhooks.targetUrl': found(null, 'stated'),
      'journal.events': arrived(BEFORE),
    } as EvidenceSet;
    expect(causesOf(verdictOf(registered, evidence))).toEqual(['webhook-not-registered']);
  });

  test.each<[string, EvidenceSet]>([
    ['nothing', {}],
    ['a target URL', { 'webhooks.targetUrl': found(URL_FACTS, 'stated') }],
  ])('fails for a service key with %s given', (_what, evidence) => {
    const verdict = verdictOf(registered, { ...SERVICE_KEY, ...evidence }, { mode: 'service-key' });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'service-key-without-webhooks']);
  });

  test('asks when nobody has said and nothing has arrived', () => {
    const verdict = verdictOf(registered, {
      'webhooks.targetUrl': NOT_GIVEN,
      'journal.events': journalOf({}),
    });
    expect(verdict.status).toBe('manual');
    expect(verdict.question).toContain('target URL');
  });

  test('leaves it open when the settings could not be read', () => {
    expect(verdictOf(registered, { 'webhooks.targetUrl': TIMED_OUT }).status).toBe('unknown');
  });
});
