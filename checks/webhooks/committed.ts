import type { ConnectionMode } from '../../src/core/connection.ts';
import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { isWebhookChange } from '../../src/core/hubspot/app-changes.ts';
import type { SecurityActivity } from '../../src/core/hubspot/records.ts';
import { questionIn } from '../facts.ts';
import { shownByBoth } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, manual, pass } from '../shared/judgement.ts';
import { confidenceIn, obtained, untold } from '../shared/obtained.ts';
import { missingEvents, sentEvents, WITNESSES } from './events.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

/**
 * HubSpot shows drafts to nobody but the person at the screen. What was sent was committed; the security log is
 * a hint and never a verdict, because it is not documented that a commit leaves a row there.
 */
export default defineCheck({
  id: 'webhooks/committed',
  title: 'Subscription changes are committed',
  causes: ['changes-uncommitted'],
  needs: [],
  uses: ['webhooks.committed', 'webhooks.activity', ...WITNESSES],
  after: ['webhooks/registered', 'project/deployed'],
  shown: shownByBoth('What has arrived in a live test is committed.'),
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('replies-not-syncing-full-checklist'),
  about:
    "Subscriptions edited in HubSpot are drafts until Commit changes is clicked, and drafts do not fire; in a project app the same step is the deploy. No API shows drafts, so a person is asked, unless all three events have been seen to be sent or to arrive. The account's security log is mentioned where it can be read.",
  judge(_needed, used, mode) {
    const committed = used['webhooks.committed'];
    const seen = committed.outcome === 'ok' ? committed : undefined;
    const allSent = missingEvents(sentEvents(used, seen)).length === 0;
    const seenLast = lastChange(used['webhooks.activity']);
    const hint = seenLast === undefined ? '' : ` The security log last shows ${seenLast}.`;

    if (obtained(committed)) return pass('The subscription changes are committed.');
    if (allSent) return pass('All three events were sent, so their subscriptions are committed.');
    if (committed.outcome === 'error') return untold(committed);
    if (committed.outcome === 'missing') {
      return manual(
        `Nobody has said whether the last changes were ${inForce(mode)}.${hint}`,
        questionIn(mode, 'webhooks.committed'),
        seenLast && `the security log last shows ${seenLast}`,
      );
    }
    return fail(
      { cause: 'changes-uncommitted', confidence: confidenceIn(committed) },
      {
        summary: `The last changes to the subscriptions are not ${inForce(mode)}, so they have no effect.${hint}`,
        measured: `not ${inForce(mode)}`,
        expected: inForce(mode),
      },
    );
  },
});

/** What puts a change into force, in the word of the place where it is made. */
function inForce(mode: ConnectionMode): string {
  return mode === 'project-app' ? 'deployed' : 'committed';
}

function lastChange(activity: Evidence<SecurityActivity[]>): string | undefined {
  const newest = obtained(activity)?.find(({ type }) => isWebhookChange(type));
  return newest && `${newest.type} at ${newest.at}; whether a commit leaves such a row is not documented`;
}
