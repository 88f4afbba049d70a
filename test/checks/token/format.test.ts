import { describe, expect, test } from 'vitest';
import format from '../../../checks/token/format.ts';
import type { TokenForm } from '../../../src/core/token.ts';
import { causesOf, failed, found, NO_TOKEN, NOT_GIVEN, verdictOf } from './judging.ts';

const HEALTHY: TokenForm = {
  kind: 'hubspot-app',
  faults: [],
  usable: true,
  region: 'eu1',
  lastFour: '0000',
  length: 44,
  origin: 'environment',
};

function formed(form: Partial<TokenForm>, mode: 'legacy-app' | 'oauth' = 'legacy-app') {
  return verdictOf(format, { 'token.form': found({ ...HEALTHY, ...form }, 'given') }, { mode });
}

describe('token/format', () => {
  test('passes for an app token of any region and tells what it saw of it', () => {
    const verdict = formed({});
    expect(verdict).toMatchObject({ status: 'pass', source: 'given' });
    expect(verdict.measured).toBe('44 characters from the environment, ending in 0000');
  });

  test('accuses nobody without a token', () => {
    const verdict = verdictOf(format, { 'token.form': NO_TOKEN });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['unknown']);
  });

  test('is not looked at where no token is wanted', () => {
    expect(verdictOf(format, { 'token.form': NOT_GIVEN }).status).toBe('na');
  });

  test.each([
    ['bearer-prefix', 'Bearer'],
    ['quotes', 'quotes'],
    ['blanks', 'blanks'],
    ['invisible-characters', 'invisible'],
    ['cut-off', 'missing'],
    ['unrecognised', 'form'],
  ] as const)('names the fault %s', (fault, word) => {
    const verdict = formed({ faults: [fault] });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'token-malformed']);
    expect(verdict.summary).toContain(word);
    expect(verdict.findings[0]?.details).toMatchObject({ faults: [fault] });
  });

  test('names several faults at once', () => {
    const { summary } = formed({ faults: ['bearer-prefix', 'blanks'] });
    expect(summary).toMatch(/Bearer.*blanks/);
  });

  test('takes a token that looks like nothing known for a damaged one', () => {
    const verdict = formed({ kind: 'unknown', usable: false });
    expect(causesOf(verdict)).toEqual(['token-malformed']);
    expect(verdict.findings[0]?.details).toMatchObject({ faults: ['unrecognised'], usable: false });
  });

  test.each([
    ['hubspot-oauth', 'OAuth'],
    ['hubspot-cli-key', 'CLI'],
    ['hubspot-hapikey', 'hapikey'],
    ['opencx-key', 'OpenCX'],
  ] as const)('says what %s seems to be', (kind, word) => {
    const verdict = formed({ kind, usable: false, faults: ['quotes'] });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'token-wrong-kind']);
    expect(verdict.summary).toContain(word);
    expect(verdict.findings[0]?.details).toMatchObject({ kind });
  });

  test('accuses nobody where OpenCX holds the tokens itself', () => {
    expect(formed({ kind: 'opencx-key' }, 'oauth')).toMatchObject({ status: 'na', findings: [] });
  });

  test('leaves it open when the token could not be read', () => {
    const verdict = verdictOf(format, {
      'token.form': failed({ kind: 'parse', message: 'The token file is not text.' }),
    });
    expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
    expect(verdict.summary).toContain('The token file is not text.');
  });
});
