/** The one look that tells the listed suspects best apart. */
import type { CauseId } from '../causes.ts';

/** A look that a person can take, and what it comes to under each suspect. */
interface Split {
  question: string;
  answers: Readonly<Record<string, readonly CauseId[]>>;
}

const SPLITS: readonly Split[] = [
  {
    question:
      "Open HubSpot's log of the app's webhook deliveries at the time of the test: is there no row for it, a row with an error, or one that was answered with 200?",
    answers: {
      none: [
        'webhook-not-registered',
        'subscription-missing',
        'subscription-paused',
        'changes-uncommitted',
        'ticket-properties-unselected',
        'service-key-without-webhooks',
      ],
      error: ['webhook-unreachable', 'throttle-too-low'],
      delivered: [
        'webhook-url-stale',
        'webhook-url-other-org',
        'expanded-object-events',
        'session-missing',
        'event-failed',
      ],
    },
  },
  {
    question:
      "Open the app's Webhooks page afresh, not for editing: does the list of subscriptions show the event there, and active?",
    answers: {
      yes: [
        'webhook-url-stale',
        'webhook-url-other-org',
        'webhook-unreachable',
        'ticket-properties-unselected',
        'expanded-object-events',
        'throttle-too-low',
        'session-missing',
        'event-failed',
      ],
      no: ['subscription-missing', 'subscription-paused', 'changes-uncommitted', 'webhook-not-registered'],
    },
  },
  {
    question:
      'Is the subscription there and paused, or not there at all? The list on the Webhooks page of the app, opened afresh, shows it.',
    answers: {
      paused: ['subscription-paused'],
      'not there': ['subscription-missing', 'changes-uncommitted'],
    },
  },
  {
    question:
      'Does OpenCX of this organization show, letter for letter, the target URL that stands in HubSpot? Compare the long part at its end.',
    answers: {
      same: ['event-failed', 'session-missing', 'throttle-too-low', 'webhook-unreachable'],
      other: ['webhook-url-stale', 'webhook-url-other-org', 'webhook-not-registered'],
    },
  },
];

/** Which answer a suspect would give; undefined where the look says nothing of it. */
function answerOf({ answers }: Split, cause: string): string | undefined {
  return Object.keys(answers).find((answer) => answers[answer]?.some((each) => each === cause));
}

/** How many suspects are left at worst; those that a look says nothing of are left whatever it shows. */
function leftAtWorst(split: Split, causes: readonly string[]): number {
  const groups = Map.groupBy(causes, (cause) => answerOf(split, cause));
  const silent = groups.get(undefined)?.length ?? 0;
  const told = [...groups].filter(([answer]) => answer !== undefined).map(([, { length }]) => length);
  return silent + Math.max(0, ...told);
}

/** The question that leaves the fewest suspects at worst; undefined where none tells any of them apart. */
export function nextStep(causes: readonly string[]): string | undefined {
  const [best] = SPLITS.toSorted((one, other) => leftAtWorst(one, causes) - leftAtWorst(other, causes));
  return best && leftAtWorst(best, causes) < causes.length ? best.question : undefined;
}
