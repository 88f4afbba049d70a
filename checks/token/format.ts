import { troubleshooting } from '../../src/core/docs.ts';
import type { TokenFault } from '../../src/core/token.ts';
import type { TokenForm } from '../../src/core/token-form.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, pass, warn } from '../shared/judgement.ts';
import { ACCEPTANCE, isAccepted } from './acceptance.ts';
import { faultInWords, otherKind, standsForNone } from './forms.ts';
import { OPENCX_HOLDS_THE_TOKEN } from './own-token.ts';

const EXPECTED = 'a HubSpot app token: pat-, a region, and an id';

/**
 * Says what is wrong with the token's form; whether HubSpot takes it is `token/accepted`. A token with stray signs is sent
 * without them, so both are told of the same token: where HubSpot takes that, the token itself is right and its damage
 * lies between HubSpot's page and this tool, which accuses nobody of a dead token.
 */
export default defineCheck({
  id: 'token/format',
  title: 'The token has the form of a HubSpot app token',
  causes: ['token-malformed', 'token-wrong-kind'],
  needs: ['token.form'],
  uses: ACCEPTANCE,
  notFor: { oauth: OPENCX_HOLDS_THE_TOKEN },
  symptoms: 'every',
  docs: troubleshooting('connection-test-fails'),
  about:
    'Looks at the token as it was given: it starts with pat- and a region, and nothing came along when it was pasted. ' +
    'The region differs from portal to portal, so any is accepted. Keys of other kinds are told apart by their form. ' +
    'Stray signs are a warning where HubSpot takes the token without them, and white space around it is nothing.',
  judge: (needed, used) => judgeForm(needed['token.form'], isAccepted(used)),
});

function judgeForm(form: TokenForm, accepted: boolean): Judgement {
  const seems = otherKind(form.kind);
  if (seems) {
    return fail(
      { cause: 'token-wrong-kind', details: { kind: form.kind, origin: form.origin } },
      {
        summary: `What was given as the token seems to be ${seems}.`,
        measured: describe(form),
        expected: EXPECTED,
      },
    );
  }
  const faults: readonly TokenFault[] =
    form.faults.length === 0 && form.kind === 'unknown' ? ['unrecognised'] : form.faults;
  if (faults.length === 0) return pass('The token has the right form.', { measured: describe(form) });
  const details = { faults, usable: form.usable, origin: form.origin };
  const text = { measured: describe(form), expected: EXPECTED };
  const damage = faults.map(faultInWords).join('; ');
  if (form.usable && accepted) {
    return warn(
      { cause: 'token-malformed', confidence: 'likely', details: { ...details, accepted } },
      {
        summary: `The token was damaged on its way to this tool: ${damage}. HubSpot accepts it without that.`,
        question:
          'Was the token pasted into OpenCX with the same damage? Paste it there once more, alone, and test the connection.',
        ...text,
      },
    );
  }
  const summary = standsForNone(faults)
    ? `What was given is no token: ${damage}.`
    : `The token is damaged: ${damage}.`;
  return fail({ cause: 'token-malformed', details }, { summary, ...text });
}

function describe({ length, origin, lastFour }: TokenForm): string {
  return `${length} characters from the ${origin}${lastFour ? `, ending in ${lastFour}` : ''}`;
}
