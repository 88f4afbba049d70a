import { defineCauses } from '../shared/define-causes.ts';
import { inBrief, manual, prove, proveAnd, wait } from '../shared/fix.ts';
import { detail } from '../shared/wording.ts';

const POLICIES: Partial<Record<string, string>> = {
  DAILY: 'the daily limit of the account',
  TEN_SECONDLY_ROLLING: 'the limit for ten seconds',
  SECONDLY: 'the limit for one second, which searches have',
};

/** Limits of HubSpot. Nobody set them wrong, so no fix touches a setting of HubSpot or of OpenCX. */
export const ACCOUNT_CAUSES = defineCauses({
  'daily-limit-reached': {
    owner: 'wait',
    title: (details) => {
      const resetsAt = detail(details, 'resetsAt');
      const sentence = "The portal's HubSpot API calls for today are used up or nearly so";
      return resetsAt === undefined ? sentence : `${sentence}; the count starts again at ${resetsAt}`;
    },
    leads: ['rate-limited', 'event-failed'],
    fixes: (context) => {
      const resetsAt = detail(context.details, 'resetsAt');
      const untilReset =
        resetsAt === undefined
          ? "Wait until midnight in the portal's time zone: HubSpot counts from zero then."
          : `Wait until ${resetsAt}: HubSpot counts from zero then.`;
      return [
        inBrief(
          untilReset,
          wait(
            untilReset,
            'Change nothing in the app or in OpenCX because of it; the token and the scopes are not to blame.',
            proveAnd(
              prove(context, 'account/usage'),
              'Handoffs and messages that failed in the meantime are not tried again by themselves.',
            ),
          ),
        ),
        manual(
          context.places.appList(),
          'If it happens again, find out who makes the calls: all apps of the portal that work with a token share one allowance. Look at the log of each.',
          'Have the busiest one call less often, or buy the API limit increase from HubSpot.',
          proveAnd(prove(context, 'account/usage'), 'Look again at the busiest hour of the day.'),
        ),
      ];
    },
  },
  'rate-limited': {
    owner: 'wait',
    title: (details) => {
      const policy = detail(details, 'policy');
      const sentence = 'HubSpot refused calls because too many came at once (429)';
      return policy === undefined ? sentence : `${sentence}: ${POLICIES[policy] ?? policy}`;
    },
    // No leads: a refused call may well have been tried again with success, so it explains nothing by itself.
    leads: [],
    fixes: (context) => [
      inBrief(
        'Wait a few minutes, and have what failed in the meantime sent again.',
        wait(
          detail(context.details, 'policy') === 'DAILY'
            ? "Wait until midnight in the portal's time zone, when the daily count starts again."
            : 'Wait a few minutes: OpenCX tries a call up to three times, but not endlessly against a limit.',
          'Look whether the missing ticket or reply has appeared. If not, hand the conversation off again or have the reply sent again: a failed event is not repeated by itself.',
          context.mode === 'oauth'
            ? 'To prove it, start a test conversation: it should get its answer, and no new 429 should appear in the calls that OpenCX support can see.'
            : 'To prove it, look at the log of the app again: it should show no 429 after this time.',
        ),
      ),
    ],
  },
});
