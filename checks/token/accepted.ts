import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, pass } from '../shared/judgement.ts';
import { answered, errorOf, untold } from '../shared/obtained.ts';
import { ACCEPTANCE, creatorLacksPermissions, isAccepted } from './acceptance.ts';
import { OPENCX_HOLDS_THE_TOKEN } from './own-token.ts';

/**
 * Judges HubSpot's own word only: 401, 488, or the category for a removed creator. Nothing else, be it a 403, a
 * 429, a 5xx or a broken connection, says anything about the token.
 */
export default defineCheck({
  id: 'token/accepted',
  title: 'HubSpot accepts the token',
  causes: ['token-rejected', 'token-wrong-region', 'token-creator-removed'],
  needs: [],
  uses: ACCEPTANCE,
  notFor: { oauth: OPENCX_HOLDS_THE_TOKEN },
  symptoms: 'every',
  docs: troubleshooting('connection-test-fails'),
  about:
    'Asks HubSpot whom the token belongs to, and reads the account details with it. ' +
    'A 401 means that HubSpot refuses the token, a 488 that the portal lives in another region, ' +
    'and USER_DOES_NOT_HAVE_PERMISSIONS that the person who made the token has left the portal.',
  judge(_needed, used) {
    const introspection = used['token.introspection'];
    const details = used['account.details'];

    if (creatorLacksPermissions(used)) return creatorRemoved();
    if (isAccepted(used)) return pass('HubSpot accepts the token.');
    const elsewhere = [introspection, details].find((evidence) => answered(evidence, 488));
    if (elsewhere) return wrongRegion(errorOf(elsewhere)?.region);
    if (answered(details, 401)) return rejected(details);
    if (answered(introspection, 401)) return rejected(introspection);
    return untold(introspection, details);
  },
});

function creatorRemoved(): Judgement {
  return fail('token-creator-removed', {
    summary:
      'HubSpot knows the token but says that the user who made it has no permissions any more: that user was probably removed from the portal.',
    measured: 'USER_DOES_NOT_HAVE_PERMISSIONS',
    expected: 'a token whose creator is a user of the portal',
  });
}

function wrongRegion(region: string | undefined): Judgement {
  return fail(region ? { cause: 'token-wrong-region', details: { region } } : 'token-wrong-region', {
    summary: region
      ? `HubSpot says that the token's portal is hosted in ${region}, not where the token was sent.`
      : "HubSpot says that the token's portal is hosted in another region, and does not say which.",
    measured: 'status 488',
    expected: 'a token for the region in which the portal is hosted',
  });
}

/** A 401 reads the same for a token that was revoked, rotated or never valid, unless its category says more. */
function rejected(evidence: Evidence<unknown>): Judgement {
  const { category, unreadableToken } = errorOf(evidence) ?? {};
  if (unreadableToken) return unreadable();
  const expired = category === 'EXPIRED_AUTHENTICATION';
  return fail(category ? { cause: 'token-rejected', details: { category, expired } } : 'token-rejected', {
    summary: expired
      ? 'HubSpot refuses the token and says that it has expired.'
      : 'HubSpot refuses the token. Whether it was revoked, rotated or belongs to a deleted app cannot be told from the answer.',
    measured: `status 401${category ? `, ${category}` : ''}`,
    expected: 'status 200',
  });
}

/** A token that ran out has a date; one that HubSpot cannot read is dated to the first day of 1970. */
function unreadable(): Judgement {
  return fail(
    { cause: 'token-rejected', details: { unreadable: true } },
    {
      summary:
        'HubSpot cannot read what was given as the token: it is another kind of secret, or it was damaged on the way.',
      measured: 'status 401, expired in 1970',
      expected: 'status 200',
    },
  );
}
