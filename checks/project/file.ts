import { troubleshooting } from '../../src/core/docs.ts';
import { WEBHOOK_FORMS } from '../../src/core/hubspot/webhook-forms.ts';
import type { Subscription, WebhookConfig } from '../../src/core/hubspot/webhooks.ts';
import { defineCheck } from '../shared/define-check.ts';
import { notApplicable, pass, warn } from '../shared/judgement.ts';
import { inWords } from '../shared/wording.ts';
import { NO_PROJECT } from './no-project.ts';

/** What a file leaves open, or fills in when the project is uploaded, differs from nothing. */
export default defineCheck({
  id: 'project/file',
  title: 'The webhook file that was given is the one that is deployed',
  causes: ['project-file-differs'],
  needs: ['webhooks.file', 'project.sources'],
  notFor: NO_PROJECT,
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('replies-not-syncing-full-checklist'),
  about:
    'A file on a disk is not what HubSpot works with: compares the target URL, the throttling and the subscriptions of the file that was given with those of the deployed build. Where they differ, the checks go by what is deployed.',
  judge(needed) {
    const { written, ...given } = needed['webhooks.file'];
    const { buildId, webhooks } = needed['project.sources'];
    const forms = Object.values(written).map(({ form }) => WEBHOOK_FORMS[form].of);
    if (!forms.includes('project'))
      return notApplicable('What was given is a saved answer and no file of a project.');
    if (buildId === undefined)
      return notApplicable('Nobody says which build the archive that was given is of.');
    const different = differences(given, webhooks.config);
    if (different.length === 0) return pass(`The file that was given says what build ${buildId} says.`);
    return warn(
      { cause: 'project-file-differs', details: { parts: different, build: String(buildId) } },
      {
        summary: `The file that was given differs from the one that is deployed in ${inWords(different)}.`,
        measured: `build ${buildId} has another ${different[0]}`,
        expected: 'the same in both',
      },
    );
  },
});

function differences(given: WebhookConfig, deployed: WebhookConfig): string[] {
  const parts: [name: string, one: unknown, other: unknown][] = [
    ['target URL', digestOf(given), digestOf(deployed)],
    ['throttling', given.throttle?.limit, deployed.throttle?.limit],
    ['list of subscriptions', namesOf(given.subscriptions), namesOf(deployed.subscriptions)],
  ];
  return parts.flatMap(([name, one, other]) =>
    one === undefined || other === undefined || one === other ? [] : [name],
  );
}

/** null: there is none. */
function digestOf({ targetUrl }: WebhookConfig): string | null | undefined {
  return targetUrl === null ? null : targetUrl?.digest;
}

/** Their order says nothing. */
function namesOf(subscriptions: readonly Subscription[] | undefined): string | undefined {
  return subscriptions
    ?.map(({ event, property = '', objectType = '', active }) =>
      [event, property, objectType, active].join(' '),
    )
    .sort()
    .join('\n');
}
