import { describe, expect, test } from 'vitest';
import { CAUSES } from '../../../checks/causes.ts';
import type { EvidenceSet } from '../../../checks/facts.ts';
import { placesFor } from '../../../checks/shared/places.ts';
import format from '../../../checks/token/format.ts';
import { MENDABLE_FAULTS, type TokenFault } from '../../../src/core/token.ts';
import type { TokenForm } from '../../../src/core/token-form.ts';
import { answer, causesOf, failed, found, NO_TOKEN, NOT_GIVEN, TIMED_OUT, verdictOf } from './judging.ts';

const HEALTHY: TokenForm = {
  kind: 'hubspot-app',
  faults: [],
  usable: true,
  region: 'eu1',
  lastFour: '0000',
  length: 44,
  origin: 'environment',
};

const INTROSPECTION = found({ hubId: 1001, appId: 2002, userId: 7001, scopes: ['oauth'] });
const DETAILS = found({ portalId: 1001 });

function formed(
  form: Partial<TokenForm>,
  mode: 'legacy-app' | 'oauth' = 'legacy-app',
  asked: EvidenceSet = {},
) {
  const given = found({ ...HEALTHY, ...form }, 'given');
  return verdictOf(format, { 'token.form': given, ...asked } as EvidenceSet, { mode });
}

const isMendable = (fault: TokenFault) => (MENDABLE_FAULTS as readonly TokenFault[]).includes(fault);

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
    ['other-text', 'NAME='],
    ['quotes', 'quotes'],
    ['blanks', 'blanks'],
    ['invisible-characters', 'invisible'],
    ['unicode-dashes', 'dashes'],
    ['capitals', 'capitals'],
    ['pasted-twice', 'more than once'],
    ['cut-off', 'missing'],
    ['masked', 'hidden'],
    ['variable-name', 'variable'],
    ['placeholder', 'placeholder'],
    ['unrecognised', 'form'],
  ] as const)('names the fault %s', (fault, word) => {
    const verdict = formed({ faults: [fault], usable: isMendable(fault) });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'token-malformed']);
    expect(verdict.summary).toContain(word);
    expect(verdict.findings[0]?.details).toMatchObject({ faults: [fault] });
  });

  describe('of a token with stray signs', () => {
    const DAMAGED: Partial<TokenForm> = { faults: ['bearer-prefix'] };
    const REFUSED = answer(401, { category: 'INVALID_AUTHENTICATION' });

    test.each<[string, EvidenceSet]>([
      ['introspection', { 'token.introspection': INTROSPECTION }],
      ['the account', { 'token.introspection': REFUSED, 'account.details': DETAILS }],
      ['the owners', { 'token.introspection': TIMED_OUT, 'owners.read': found({ readable: true }) }],
    ])('warns where HubSpot takes it without them, as %s shows', (_by, asked) => {
      const verdict = formed(DAMAGED, 'legacy-app', asked);
      expect([verdict.status, ...causesOf(verdict)]).toEqual(['warn', 'token-malformed']);
      expect(verdict.findings[0]).toMatchObject({ confidence: 'likely', details: { accepted: true } });
      expect(verdict.summary).toContain('accepts it without');
      expect(verdict.question).toContain('pasted into OpenCX with the same damage?');
    });

    test.each<[string, EvidenceSet]>([
      ['refuses it', { 'token.introspection': REFUSED, 'account.details': REFUSED }],
      ['cannot be asked', { 'token.introspection': TIMED_OUT, 'account.details': TIMED_OUT }],
      ['hosts it elsewhere', { 'token.introspection': INTROSPECTION, 'account.details': answer(488) }],
      ['was not asked', {}],
      [
        'knows that its maker has left',
        {
          'token.introspection': INTROSPECTION,
          'account.details': answer(403, { category: 'USER_DOES_NOT_HAVE_PERMISSIONS' }),
        },
      ],
    ])('fails where HubSpot %s', (_what, asked) => {
      const verdict = formed(DAMAGED, 'legacy-app', asked);
      expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'token-malformed']);
      expect(verdict.findings[0]?.details).not.toHaveProperty('accepted');
    });

    test('fails where the form cannot be mended, whatever else answers', () => {
      const asked = { 'token.introspection': INTROSPECTION, 'account.details': DETAILS };
      expect(formed({ faults: ['cut-off'], usable: false }, 'legacy-app', asked).status).toBe('fail');
    });
  });

  test('is for whoever runs the tool to mend where the token itself is right', () => {
    const { ownerOf, title, fixes } = CAUSES['token-malformed'];
    const accepted = { faults: ['quotes'], accepted: true };
    expect(ownerOf?.(accepted)).toBe('you');
    expect(ownerOf?.({ faults: ['variable-name'] })).toBe('you');
    expect(ownerOf?.({ faults: ['placeholder'] })).toBe('you');
    expect(title({ faults: ['placeholder'] })).toContain('given no HubSpot token');
    expect(ownerOf?.({ faults: ['quotes'] })).toBe('hubspot-admin');
    expect(title(accepted)).toContain('works, but was damaged');
    const places = placesFor({ mode: 'legacy-app' });
    const [first, second] = fixes({ places, mode: 'legacy-app', details: accepted });
    expect(first?.where).toContain('HUBSPOT_ACCESS_TOKEN');
    expect(second?.steps[0]).toMatch(/^If it was pasted into OpenCX .* an OpenCX admin pastes/);
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
    ['bare-uuid', 'the client secret of the app, or one of'],
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
