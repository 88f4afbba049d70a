import { troubleshooting } from '../../src/core/docs.ts';
import { WANTED_THROTTLE } from '../../src/core/hubspot/webhooks.ts';
import { defineCheck } from '../shared/define-check.ts';
import { pass, warn } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { perSecond, throttleWords } from '../webhooks/throttling.ts';
import { counted, emptyLog, lookedAt, partlyRead } from './log.ts';

/** A warning: HubSpot does not document what becomes of what it holds back, and tries again by itself. */
export default defineCheck({
  id: 'deliveries/throttled',
  title: 'No delivery was held back by the concurrency limit',
  causes: ['throttle-too-low'],
  needs: ['deliveries.log'],
  uses: ['webhooks.throttle'],
  symptoms: ['delivered-but-ignored', 'replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('replies-not-syncing-full-checklist'),
  about:
    'Looks through HubSpot\'s log of webhook deliveries for rows that say "Concurrency limited": the app\'s own limit of requests at the same time held them back. That this limit is what OpenCX calls event throttling is inferred, so the setting is at most likely to blame.',
  judge(needed, used) {
    const log = needed['deliveries.log'];
    const nothing = emptyLog(log);
    if (nothing) return nothing;
    if (log.heldBack === 0) {
      return (
        partlyRead(log) ??
        pass('No delivery was held back by the limit of concurrent requests.', {
          measured: lookedAt(log),
        })
      );
    }
    const throttle = obtained(used['webhooks.throttle']);
    const isWide = throttle !== undefined && (perSecond(throttle) ?? 0) >= WANTED_THROTTLE;
    const lastAt = log.troubles.find(({ outcome }) => outcome === 'heldBack')?.lastAt;
    return warn(
      {
        cause: 'throttle-too-low',
        confidence: isWide ? 'possible' : 'likely',
        details: {
          heldBack: log.heldBack,
          ...(throttle && { throttle: throttleWords(throttle) }),
          ...(throttle?.period !== undefined && { period: throttle.period }),
        },
      },
      {
        summary: `HubSpot held ${counted(log.heldBack)} back because of the app's limit of concurrent requests.${
          isWide
            ? ` The limit is ${throttleWords(throttle)} already: a burst went beyond it, such as an import.`
            : ''
        }`,
        measured: `${log.heldBack} of ${counted(log.deliveries)} held back${lastAt === undefined ? '' : `, the last at ${lastAt}`}`,
        expected: 'none held back',
      },
    );
  },
});
