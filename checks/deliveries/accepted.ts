import type { DeliveryLog, DeliveryTrouble } from '../../src/core/delivery-log.ts';
import { troubleshooting } from '../../src/core/docs.ts';
import type { UrlFacts } from '../../src/core/hubspot/webhooks.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Confidence, type Finding, fail, pass, unknown, warn } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { counted, emptyLog, lookedAt, partlyRead, told } from './log.ts';

/** Answered so, an address is likely not the one that OpenCX serves; a signature check answers 401 as well. */
const NOT_SERVED: readonly number[] = [401, 404, 410];
const TOO_MANY_REQUESTS = 429;

const OF_TARGET: readonly DeliveryTrouble['outcome'][] = ['timedOut', 'refused', 'failed', 'unreached'];

/** What the receiver answers is no word of HubSpot's on a setting, so nothing here is more than likely. */
export default defineCheck({
  id: 'deliveries/accepted',
  title: 'The target answers deliveries with 200 in time',
  causes: ['webhook-url-stale', 'webhook-unreachable', 'receiver-slow'],
  needs: ['deliveries.log'],
  uses: ['opencx.webhookUrl'],
  symptoms: ['delivered-but-ignored', 'replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('webhook-shows-delivered-in-hubspot-but-nothing-happens'),
  about:
    "Looks through HubSpot's log of webhook deliveries for those that the target did not answer with 200. A 401, 404 or 410 likely means that the address is an old one; a 401 may as well be the receiver's check of HubSpot's signature. A refused connection or a 5xx is a trouble at the target, and a target that takes too long is told apart: HubSpot waits five seconds by its documentation, ten by its own header. What a later delivery shows to be over is a warning.",
  judge(needed, used) {
    const log = needed['deliveries.log'];
    const nothing = emptyLog(log);
    if (nothing) return nothing;
    const troubles = log.troubles.filter(({ outcome }) => OF_TARGET.includes(outcome));
    const going = troubles.filter(({ still }) => still);
    const relevant = going.length > 0 ? going : troubles;
    const shown = obtained(used['opencx.webhookUrl']);
    const [first, ...rest] = relevant.map((trouble) => findingOf(trouble, shown));
    if (!first) return withoutTrouble(log);
    const verdict = going.length > 0 ? fail : warn;
    return verdict([first, ...rest], {
      summary: summaryOf(relevant, log, going.length > 0),
      measured: `${log.answered} of ${counted(log.deliveries)} answered with 200; ${told(relevant)}`,
      expected: 'deliveries that are answered with 200 in time',
    });
  },
});

function withoutTrouble(log: DeliveryLog) {
  if (log.answered > 0) {
    return (
      partlyRead(log) ??
      pass(`The target answered ${counted(log.answered)}, and none failed there.`, {
        measured: lookedAt(log),
      })
    );
  }
  return unknown(`How the deliveries ended cannot be told from the log: ${told(log.troubles)}.`);
}

function findingOf(trouble: DeliveryTrouble, shown: UrlFacts | null | undefined): Finding {
  const { outcome, status, count, still, digests } = trouble;
  const details = { ...(status !== undefined && { status }), deliveries: count };
  const likely: Confidence = still ? 'likely' : 'possible';
  if (outcome === 'timedOut') return { cause: 'receiver-slow', confidence: likely, details };
  const isShown = shown ? digests.length > 0 && digests.every((digest) => digest === shown.digest) : false;
  const isNotServed = status !== undefined && NOT_SERVED.includes(status);
  if (isNotServed && !isShown) return { cause: 'webhook-url-stale', confidence: likely, details };
  const confidence = status === TOO_MANY_REQUESTS ? 'possible' : likely;
  return { cause: 'webhook-unreachable', confidence, details };
}

function summaryOf(troubles: readonly DeliveryTrouble[], log: DeliveryLog, isGoing: boolean): string {
  const end = isGoing
    ? log.lastAnsweredAt === undefined
      ? 'Nothing in the log was answered with 200.'
      : 'Nothing was answered with 200 since.'
    : 'Later ones were answered with 200.';
  const aside = troubles.some(({ status }) => status === 401)
    ? " A 401 may also be the receiver's check of HubSpot's signature."
    : '';
  return `HubSpot sent the events and the target did not take all of them: ${told(troubles)}. ${end}${aside}`;
}
