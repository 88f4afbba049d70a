import type { FixContext } from '../../src/core/cause.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { inBrief, manual, proveOrAskSupport, threadFlag } from '../shared/fix.ts';
import { after, detail, hitDetail } from '../shared/wording.ts';
import { SEND_AGAIN } from '../webhooks/app-edits.ts';
import { remedyFor, skipWords } from './skip-reasons.ts';

const JOURNAL_FLAG = '--journal FILE';

export const PROCESSING_CAUSES = defineCauses({
  'event-failed': {
    owner: 'opencx-support',
    title: (details) =>
      after('Events arrived and failed while they were worked on', detail(details, 'reason')),
    leads: ['session-missing'],
    fixes: (context) => [
      inBrief(
        'Have the message sent again: a failed event is not tried again by itself.',
        manual(
          context.places.openCxInbox(),
          'Mend first what the report names above this, if anything: a refused token, a missing scope or a used-up limit makes events fail.',
          'A failed event is not tried again by itself. Ask the customer or the rep to send the message again. With an engine of your own, `opencx-hubspot engine replay` runs it again.',
          proveOrAskSupport(
            context,
            'processing/outcome',
            'the reason of the failure',
            threadFlag(context),
            JOURNAL_FLAG,
          ),
        ),
      ),
    ],
  },
  'event-skipped': {
    owner: 'opencx-support',
    title: (details) => {
      const reason = detail(details, 'reason');
      return after('Events arrived and were skipped', skipWords(reason ?? '')?.meaning ?? reason);
    },
    leads: [],
    fixes: (context) => [
      inBrief(
        `Run ${explain(context)} to see the rule that skipped the message; change what it names, and have the message sent again.`,
        manual(
          context.places.conversation(context.threadId),
          `Run ${explain(context)}: it shows the rule that skipped the message, with what the rule saw.`,
          remedyFor(detail(context.details, 'reason') ?? '', context.mode) ??
            'Change what the rule names, and have the message sent again.',
          proveOrAskSupport(
            context,
            'processing/outcome',
            'the thread id',
            threadFlag(context),
            JOURNAL_FLAG,
          ),
        ),
      ),
    ],
  },
  'session-missing': {
    owner: 'opencx-support',
    title: (details) => {
      const hit = hitDetail(details);
      return hit === undefined
        ? 'The HubSpot thread has no OpenCX session'
        : `${hit} HubSpot threads have no OpenCX session`;
    },
    leads: [],
    fixes: (context) => [
      inBrief(
        'Test the connection under Settings -> Integrations -> HubSpot in OpenCX, and write a fresh test message as a customer.',
        manual(
          context.places.openCxInbox(),
          'Email takes about five seconds longer than other channels: if the message is that fresh, look again.',
          context.mode === 'oauth'
            ? 'In OpenCX, see that Settings -> Integrations -> HubSpot shows the connection as active; if not, reconnect it.'
            : 'In OpenCX, test the connection under Settings -> Integrations -> HubSpot again, and save once more.',
          `Write a fresh test message as a customer. ${SEND_AGAIN}`,
          proveOrAskSupport(
            context,
            'processing/session',
            'the thread id',
            '--thread TEST_THREAD_ID',
            JOURNAL_FLAG,
          ),
        ),
      ),
    ],
  },
});

function explain(context: FixContext): string {
  return `\`opencx-hubspot explain ${threadFlag(context)}\``;
}
