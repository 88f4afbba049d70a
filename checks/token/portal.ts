import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass } from '../shared/judgement.ts';
import { obtained, untold } from '../shared/obtained.ts';

export default defineCheck({
  id: 'token/portal',
  title: 'The token belongs to the portal that is meant',
  causes: ['token-other-portal'],
  needs: ['portal.expected'],
  uses: ['token.introspection', 'account.details'],
  symptoms: ['oauth-connect-fails', 'connection-test-fails'],
  docs: troubleshooting('connection-test-fails'),
  about:
    'Compares the portal that HubSpot names for the token with the portal that was named with --portal or in the configuration file. ' +
    'A token of a test portal is accepted like any other, and nothing of the real portal is ever seen with it.',
  judge(needed, used) {
    const expected = needed['portal.expected'];
    const introspection = used['token.introspection'];
    const details = used['account.details'];
    const portal = obtained(introspection)?.hubId ?? obtained(details)?.portalId;
    if (portal === undefined) return untold(introspection, details);
    const text = { measured: `portal ${portal}`, expected: `portal ${expected}` };
    if (portal === expected) return pass(`The token belongs to portal ${portal}.`, text);
    return fail(
      { cause: 'token-other-portal', details: { portal, expected } },
      { summary: `The token belongs to portal ${portal}, but portal ${expected} is meant.`, ...text },
    );
  },
});
