import { troubleshooting } from '../../src/core/docs.ts';
import type { TokenFault, TokenForm, TokenKind } from '../../src/core/token.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, pass } from '../shared/judgement.ts';
import { OPENCX_HOLDS_THE_TOKEN } from './own-token.ts';

const EXPECTED = 'a HubSpot app token: pat-, a region, and an id';

const FAULTS: Record<TokenFault, string> = {
  'bearer-prefix': 'it begins with the word Bearer',
  quotes: 'it stands in quotes',
  blanks: 'there are blanks in or around it',
  'invisible-characters': 'it holds invisible characters',
  'cut-off': 'a part of it is missing',
  unrecognised: 'it does not have the form of a HubSpot app token',
};

const OTHER_KINDS: Partial<Record<TokenKind, string>> = {
  'hubspot-oauth': 'a HubSpot OAuth token',
  'hubspot-cli-key': 'a personal access key of the HubSpot CLI',
  'hubspot-hapikey': "one of HubSpot's former API keys (hapikey)",
  'opencx-key': 'an OpenCX API key',
};

/**
 * Says what is wrong with the token's form, and nothing else: whether HubSpot takes it is `token/accepted`. A token
 * with pasting faults is sent without them, so both are told of the same token.
 */
export default defineCheck({
  id: 'token/format',
  title: 'The token has the form of a HubSpot app token',
  causes: ['token-malformed', 'token-wrong-kind'],
  needs: ['token.form'],
  notFor: { oauth: OPENCX_HOLDS_THE_TOKEN },
  symptoms: 'every',
  docs: troubleshooting('connection-test-fails'),
  about:
    'Looks at the token as it was given, without a call: it starts with pat- and a region, and nothing came along when it was pasted. ' +
    'The region differs from portal to portal, so any is accepted. Keys of other kinds are told apart by their form.',
  judge: (needed) => judgeForm(needed['token.form']),
});

function judgeForm(form: TokenForm): Judgement {
  const otherKind = OTHER_KINDS[form.kind];
  if (otherKind) {
    return fail(
      { cause: 'token-wrong-kind', details: { kind: form.kind, seems: otherKind, origin: form.origin } },
      {
        summary: `What was given as the token seems to be ${otherKind}.`,
        measured: describe(form),
        expected: EXPECTED,
      },
    );
  }
  const faults: readonly TokenFault[] =
    form.faults.length === 0 && form.kind === 'unknown' ? ['unrecognised'] : form.faults;
  if (faults.length === 0) return pass('The token has the right form.', { measured: describe(form) });
  return fail(
    { cause: 'token-malformed', details: { faults, usable: form.usable, origin: form.origin } },
    {
      summary: `The token is damaged: ${faults.map((fault) => FAULTS[fault]).join('; ')}.`,
      measured: describe(form),
      expected: EXPECTED,
    },
  );
}

function describe({ length, origin, lastFour }: TokenForm): string {
  return `${length} characters from the ${origin}${lastFour ? `, ending in ${lastFour}` : ''}`;
}
