import type { FixContext } from '../../src/core/cause.ts';
import type { Fix } from '../../src/core/report.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { inBrief, manual, prove } from '../shared/fix.ts';
import { detail } from '../shared/wording.ts';
import { changeWebhooks, proveWebhooks, SEND_AGAIN } from './app-edits.ts';
import { answerShows, inProject } from './in-file.ts';
import { newProjectApp } from './project-app.ts';

const FRESH_CONVERSATION = 'Then start a test conversation: it should get a session in the OpenCX inbox.';

/** Puts the URL that OpenCX shows into the app; `copy` says from where to take it, `whose` which one it is, in brief. */
function setTargetUrl(context: FixContext, copy: string, check: string, whose = ''): Fix[] {
  const { file, setting } = inProject(context, 'targetUrl');
  return changeWebhooks(
    context,
    {
      brief: `set as target URL the whole one that OpenCX shows${whose} (Settings -> Integrations -> HubSpot)`,
      onScreen: [
        copy,
        `Put it into the field for the target URL${answerShows(context, 'targetUrl')}, in place of what is there.`,
      ],
      inFile: [
        copy,
        `Put it into ${setting('targetUrl')} in ${file}. It is a secret like a password: keep the project out of public repositories.`,
      ],
    },
    SEND_AGAIN,
    proveWebhooks(context, check),
    FRESH_CONVERSATION,
  );
}

const COPY_URL =
  'Copy the webhook URL from the top of the page Settings -> Integrations -> HubSpot in OpenCX, the whole of it.';

export const TARGET_CAUSES = defineCauses({
  'service-key-without-webhooks': {
    owner: 'hubspot-admin',
    title: () => 'OpenCX is connected with a service key, and a service key cannot receive webhooks',
    leads: [
      'webhook-not-registered',
      'webhook-url-stale',
      'subscription-missing',
      'ticket-properties-unselected',
      'changes-uncommitted',
      'events-not-arriving',
      'ticket-missing',
      'session-missing',
    ],
    fixes: () => [newProjectApp('OpenCX needs an app in place of the service key.')],
  },
  'webhook-not-registered': {
    owner: 'hubspot-admin',
    title: () => 'The HubSpot app has no webhook target URL, so OpenCX hears of nothing',
    leads: [
      'webhook-url-stale',
      'subscription-missing',
      'subscription-paused',
      'ticket-properties-unselected',
      'changes-uncommitted',
      'events-not-arriving',
      'ticket-missing',
      'session-missing',
    ],
    fixes: (context) => setTargetUrl(context, COPY_URL, 'webhooks/registered'),
  },
  'webhook-url-other-org': {
    owner: 'hubspot-admin',
    title: () => 'The webhook URL in HubSpot belongs to another OpenCX organization',
    leads: ['webhook-url-stale', 'events-not-arriving', 'session-missing'],
    fixes: (context) =>
      setTargetUrl(
        context,
        `In OpenCX, switch to the organization that should answer these conversations. ${COPY_URL}`,
        'webhooks/target-org',
        ' in the right organization',
      ),
  },
  'webhook-url-stale': {
    owner: 'hubspot-admin',
    title: () => 'The webhook URL in HubSpot is not the one that OpenCX shows',
    leads: ['events-not-arriving', 'session-missing'],
    fixes: (context) => setTargetUrl(context, COPY_URL, 'webhooks/target-url'),
  },
  'webhook-unreachable': {
    owner: 'opencx-support',
    title: (details) => {
      const status = detail(details, 'status');
      return status === undefined
        ? 'The webhook target does not answer as OpenCX does when all is well (200)'
        : `The webhook target answers ${status} where OpenCX answers 200 when all is well`;
    },
    leads: ['events-not-arriving', 'session-missing'],
    fixes: (context) => [
      inBrief(
        context.mode === 'oauth'
          ? 'Send OpenCX support the status, the time and the portal id; there is nothing to change in HubSpot.'
          : 'If the webhook URL in HubSpot is the one that OpenCX shows, send OpenCX support the status, the time and the portal id; else put that one in.',
        manual(
          context.places.openCxHubSpot(),
          ...(context.mode === 'oauth'
            ? ['OpenCX registers its webhooks itself, so there is nothing to change in HubSpot.']
            : [
                'Compare the webhook URL in HubSpot with the one that OpenCX shows. If they differ, put the one from OpenCX into HubSpot first.',
                'If they are the same, change nothing in HubSpot.',
              ]),
          'Send OpenCX support the status, the time and the portal id; never the URL, which is a secret.',
          'Wait for the target to come back: HubSpot repeats a delivery that was not answered with 200 up to ten times within 24 hours, so recent events may still arrive.',
          prove(context, 'webhooks/reachable', '--probe-webhook'),
        ),
      ),
    ],
  },
  'receiver-slow': {
    owner: 'opencx-support',
    title: () => 'The webhook target takes longer to answer than HubSpot waits',
    leads: ['events-not-arriving', 'session-missing'],
    fixes: (context) => [
      inBrief(
        'Send OpenCX support the times and ids of the slow rows and the portal id; what stands in between should answer 200 at once.',
        manual(
          context.places.appDeliveries(),
          'Change nothing in HubSpot: it waits five seconds by its documentation (ten, its own header says), and that is no setting.',
          'Send OpenCX support the times and the ids of the rows in the log, and the portal id; never the URL, which is a secret.',
          'If something of your own stands between HubSpot and OpenCX, such as a proxy or a workflow tool, let it answer 200 at once and pass the event on afterwards.',
          'HubSpot repeats a delivery up to ten times within 24 hours: events arrive late, some of them twice, and those that fail each time are lost.',
          'Save the log of the next hour.',
          prove(context, 'deliveries/accepted', '--delivery-log FILE'),
        ),
      ),
    ],
  },
});
