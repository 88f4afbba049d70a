import { troubleshooting } from '../../src/core/docs.ts';
import type { LinkedPortal } from '../../src/core/given.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, notApplicable, pass } from '../shared/judgement.ts';
import { errorOf, obtained, untold } from '../shared/obtained.ts';

export default defineCheck({
  id: 'token/portal',
  title: 'The token belongs to the portal that is meant',
  causes: ['token-other-portal'],
  needs: [],
  uses: ['token.introspection', 'account.details', 'portal.linked', 'portal.expected'],
  symptoms: ['connection-test-fails'],
  docs: troubleshooting('connection-test-fails'),
  about:
    'Compares the portal that HubSpot names for the token with the one in the link of a conversation or a ticket, and with the portal that was named with --portal or in the configuration file. ' +
    'A token of a test portal is accepted like any other, and nothing of the real portal is ever seen with it.',
  judge(_, used) {
    const linked = obtained(used['portal.linked']);
    const named = obtained(used['portal.expected']);
    if (linked === undefined && named === undefined) {
      const given = [used['portal.linked'], used['portal.expected']];
      if (given.some(errorOf)) return untold(...given);
      return notApplicable(
        'No portal was named, so there is none to compare with; name it with --portal ID.',
      );
    }
    const introspection = used['token.introspection'];
    const details = obtained(used['account.details']);
    const portal = obtained(introspection)?.hubId ?? details?.portalId;
    if (portal === undefined) return untold(introspection, used['account.details']);
    const region = details?.unreadable?.includes('region') ? undefined : details?.region;
    const measured = `portal ${portal}`;
    if (linked !== undefined && linked.portalId !== portal) {
      return fail(
        {
          cause: 'token-other-portal',
          details: { portal, expected: linked.portalId, linked: true },
        },
        {
          summary: `The link that was given leads to portal ${inRegion(linked)}, and the token belongs to portal ${inRegion({ portalId: portal, ...(region && { region }) })}.`,
          measured,
          expected: `portal ${linked.portalId}`,
        },
      );
    }
    if (named !== undefined && named !== portal) {
      return fail(
        { cause: 'token-other-portal', details: { portal, expected: named, linked: false } },
        {
          summary: `The token belongs to portal ${portal}, but portal ${named} is meant.`,
          measured,
          expected: `portal ${named}`,
        },
      );
    }
    return pass(`The token belongs to portal ${portal}.${sayMoved(linked?.region, region)}`, {
      measured,
      expected: measured,
    });
  },
});

function inRegion({ portalId, region }: LinkedPortal): string {
  return region === undefined ? String(portalId) : `${portalId} (${region})`;
}

/** No finding: a portal keeps its id when HubSpot moves it, and a link is as old as it is. */
function sayMoved(ofLink: string | undefined, ofPortal: string | undefined): string {
  return ofLink === undefined || ofPortal === undefined || ofLink === ofPortal
    ? ''
    : ` The link names region ${ofLink}, and HubSpot hosts the portal in ${ofPortal}.`;
}
