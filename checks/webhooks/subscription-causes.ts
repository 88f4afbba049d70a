import type { FixContext } from '../../src/core/cause.ts';
import {
  eventWords,
  projectListOf,
  REQUIRED_EVENTS,
  WANTED_THROTTLE,
} from '../../src/core/hubspot/webhooks.ts';
import type { FindingDetails } from '../../src/core/verdict.ts';
import { reconnect } from '../oauth/reconnect.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { command, inBrief, manual } from '../shared/fix.ts';
import { after, detail, inWords, listDetail } from '../shared/wording.ts';
import { changeWebhooks, proveWebhooks, SEND_AGAIN } from './app-edits.ts';
import { answerShows, inProject } from './in-file.ts';
import { newProjectApp } from './project-app.ts';
import { wantedThrottle } from './throttling.ts';

/** As HubSpot's subscription screens call it: which object, which event. */
function onScreen(event: string): string {
  const label = eventWords(event).join(', ');
  return event === 'ticket.propertyChange'
    ? `${label}, with the ticket properties that OpenCX should follow`
    : label;
}

const subscriptions = (context: FixContext) => inProject(context, 'subscriptions');

/** Whether all that is amiss is where the subscriptions stand. */
function areMisplaced(details: FindingDetails): boolean {
  const misplaced = listDetail(details, 'misplaced');
  return misplaced.length > 0 && misplaced.length === listDetail(details, 'events').length;
}

function subscribeInFile(context: FixContext): string[] {
  const { file, list } = subscriptions(context);
  const misplaced = listDetail(context.details, 'misplaced');
  return eventsOf(context).map((event) => {
    const place = list(projectListOf(event));
    if (misplaced.includes(event)) return `In ${file}, move ${event} to ${place}.`;
    const perProperty =
      event === 'ticket.propertyChange' ? ', once for each property with its propertyName' : '';
    return `In ${file}, add ${event} under ${place}${perProperty}, with "active": true.`;
  });
}

function subscribeInBrief(context: FixContext): string {
  const events = inWords(eventsOf(context));
  return areMisplaced(context.details) ? `move ${events} to the right list` : `subscribe to ${events}`;
}

function classicInFile(context: FixContext): string[] {
  const { file, list, objectType } = subscriptions(context);
  return [
    `In ${file}, take the entries with object.propertyChange and "${objectType}": "ticket" out of ${list('crmObjects')}.`,
    `Put them under ${list('legacyCrmObjects')} as ticket.propertyChange, without "${objectType}", with the same propertyName and "active": true.`,
  ];
}

function throttleInFile(context: FixContext): string {
  const { file, setting } = inProject(context, 'throttle');
  return `In ${file}, set ${setting('maxConcurrentRequests')} to ${WANTED_THROTTLE} or more.`;
}

const FRESH_REPLY =
  'Then answer a test conversation in public as a rep: the reply should reach the customer and appear in OpenCX.';

/** The events found, or all that are required where nobody said which. */
function eventsOf({ details }: FixContext): readonly string[] {
  const events = listDetail(details, 'events');
  return events.length === 0 ? REQUIRED_EVENTS : events;
}

function eventsInTitle(details: FindingDetails): string | undefined {
  const events = listDetail(details, 'events');
  return events.length === 0 ? undefined : inWords(events);
}

export const SUBSCRIPTION_CAUSES = defineCauses({
  'subscription-missing': {
    owner: 'hubspot-admin',
    title: (details) =>
      after(
        areMisplaced(details)
          ? 'A subscription that OpenCX needs stands in the wrong list of the webhooks file'
          : 'The HubSpot app is not subscribed to every event that OpenCX needs',
        eventsInTitle(details),
      ),
    leads: ['events-not-arriving', 'session-missing'],
    fixes: (context) =>
      changeWebhooks(
        context,
        {
          brief: subscribeInBrief(context),
          onScreen: eventsOf(context).map(
            (event) => `Click "Create subscription", choose ${onScreen(event)}, and subscribe.`,
          ),
          inFile: subscribeInFile(context),
        },
        SEND_AGAIN,
        proveWebhooks(context, 'webhooks/subscriptions'),
        FRESH_REPLY,
      ),
  },
  'ticket-properties-unselected': {
    owner: 'hubspot-admin',
    title: () => 'The ticket subscription has no ticket property selected, so it never fires',
    leads: ['events-not-arriving'],
    fixes: (context) =>
      changeWebhooks(
        context,
        {
          brief: 'select the ticket properties that OpenCX should follow, for example hs_pipeline_stage',
          onScreen: [
            'Click "Create subscription", choose Ticket and Property change, and under "Which properties?" select those that OpenCX should follow, for example the ticket stage (hs_pipeline_stage).',
            'Click "Subscribe".',
          ],
          inFile: [
            `In ${subscriptions(context).file}, give ticket.propertyChange under ${subscriptions(context).list('legacyCrmObjects')} a propertyName, one entry for each property, for example hs_pipeline_stage.`,
          ],
        },
        proveWebhooks(context, 'webhooks/ticket-properties'),
        'Then move a test ticket to another stage: the Webhooks log of the app should show a delivery.',
      ),
  },
  'subscription-paused': {
    owner: 'hubspot-admin',
    title: (details) => after('A webhook subscription that OpenCX needs is paused', eventsInTitle(details)),
    leads: ['events-not-arriving', 'session-missing'],
    fixes: (context) =>
      changeWebhooks(
        context,
        {
          brief: `make ${inWords(eventsOf(context))} active again`,
          onScreen: eventsOf(context).map(
            (event) => `Find ${event} in the list of subscriptions; if it is paused, make it active again.`,
          ),
          inFile: eventsOf(context).map(
            (event) => `In ${subscriptions(context).file}, set "active": true for ${event}.`,
          ),
        },
        SEND_AGAIN,
        proveWebhooks(context, 'webhooks/paused'),
        FRESH_REPLY,
      ),
  },
  'expanded-object-events': {
    owner: 'hubspot-admin',
    title: () => "Ticket events come in HubSpot's expanded object format, which OpenCX does not read",
    leads: ['events-not-arriving'],
    fixes: (context) =>
      changeWebhooks(
        context,
        {
          brief:
            'take the expanded ticket subscription out, and subscribe to ticket.propertyChange in its place',
          onScreen: [
            'Unsubscribe the ticket subscription that was made with "Use expanded object support".',
            'Click "Create subscription", leave "Use expanded object support" off, choose Ticket and Property change, select the ticket properties, and subscribe.',
          ],
          inFile: classicInFile(context),
        },
        proveWebhooks(context, 'webhooks/object-format'),
        'Then move a test ticket to another stage: the payload in the Webhooks log should say ticket.propertyChange.',
      ),
  },
  'changes-uncommitted': {
    owner: 'hubspot-admin',
    title: () =>
      'The last changes of the webhook subscriptions are not in force: they were never committed, or never deployed',
    leads: ['events-not-arriving', 'session-missing'],
    fixes: (context) =>
      changeWebhooks(
        context,
        {
          brief:
            context.mode === 'project-app'
              ? 'see that it says what you want'
              : 'make the changes again if they are gone',
          onScreen: [
            'Look whether the changes are still there as a draft. If the page was closed before, they are lost: make them again.',
          ],
          inFile: [
            `See that ${subscriptions(context).file} says what you want; what is only in the file on your disk has no effect yet.`,
          ],
        },
        SEND_AGAIN,
        proveWebhooks(context, 'webhooks/committed'),
        FRESH_REPLY,
      ),
  },
  'throttle-too-low': {
    owner: 'hubspot-admin',
    title: (details) => {
      const throttle = detail(details, 'throttle');
      const heldBack = detail(details, 'heldBack');
      if (throttle === undefined && heldBack !== undefined) {
        return `HubSpot holds deliveries back by the app's event throttling (${heldBack} in the log)`;
      }
      const wanted = wantedThrottle(detail(details, 'period'));
      return throttle === undefined
        ? `Event throttling is below the ${WANTED_THROTTLE} per second that OpenCX asks for`
        : `Event throttling stands at ${throttle}; OpenCX asks for ${wanted}`;
    },
    // Not `session-missing`: too low a limit loses single events in a burst, by OpenCX's account, and not all of them.
    leads: ['events-not-arriving'],
    fixes: (context) =>
      changeWebhooks(
        context,
        {
          brief: `set event throttling to ${wantedThrottle(detail(context.details, 'period'))}`,
          onScreen: [
            `Set event throttling${answerShows(context, 'throttle')} to ${wantedThrottle(detail(context.details, 'period'))}.`,
          ],
          inFile: [throttleInFile(context)],
        },
        'Replies that went missing in a burst are not delivered later: ask reps to send them again.',
        proveWebhooks(context, 'webhooks/throttle'),
      ),
  },
  'events-not-arriving': {
    owner: 'hubspot-admin',
    title: () => 'Things happen in HubSpot and no events of them arrive',
    leads: ['session-missing'],
    fixes: (context) => [followDeliveries(context)],
  },
});

/** What the rows of that log say, for where there is no room to say it row by row. */
const ROWS_SAY =
  'no rows point at the subscriptions, rows with an error at the target, rows with 200 at its URL.';

/** What HubSpot's own log of deliveries says tells the remaining causes apart. */
function followDeliveries(context: FixContext) {
  const { places, mode } = context;
  if (mode === 'oauth') return reconnect(context);
  if (mode === 'service-key') {
    return newProjectApp('A service key sends no events: OpenCX needs an app in its place.');
  }
  const readings = [
    `No rows at all: the subscription is missing, ${mode === 'project-app' ? 'not active or not deployed' : 'paused or not committed'}. See the webhook checks.`,
    'Rows with an error or a status other than 200: the target cannot be reached or the URL is wrong. `opencx-hubspot doctor --only webhooks/reachable --probe-webhook` shows how it answers.',
    'Rows with 200: the events went where the target URL points. Compare it with the URL that OpenCX shows.',
  ];
  const proof = [
    SEND_AGAIN,
    'Write a message in a test conversation, wait half a minute, and look again.',
    proveWebhooks(context, 'webhooks/delivering', '--thread TEST_THREAD_ID', '--journal FILE'),
  ];
  if (mode === 'project-app') {
    return inBrief(
      `Look for the time in question in what \`hs app logs --type=webhooks --since=1h\` shows: ${ROWS_SAY}`,
      command(
        places.appDeliveries(),
        'Run `hs app logs --type=webhooks --since=1h` in the project and look for rows at the time in question.',
        ...readings,
        'After a change of the files, upload and deploy the project.',
        ...proof,
      ),
    );
  }
  return inBrief(
    `Look for the time in question in the Webhooks log of the app: ${ROWS_SAY}`,
    manual(
      places.appDeliveries(),
      'Open the log of webhooks, and look for rows at the time in question.',
      ...readings,
      ...proof,
    ),
  );
}
