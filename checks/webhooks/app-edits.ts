import type { FixContext } from '../../src/core/cause.ts';
import type { ConnectionMode } from '../../src/core/connection.ts';
import { variableFor } from '../../src/core/given.ts';
import { REQUIRED_SCOPES, scopeToGrant } from '../../src/core/hubspot/scopes.ts';
import { PROJECT_WEBHOOKS } from '../../src/core/hubspot/webhook-forms.ts';
import type { Fix } from '../../src/core/report.ts';
import { reconnect } from '../oauth/reconnect.ts';
import { command, inBrief, manual, type Proof, prove, proveAnd, proveBy, type Step } from '../shared/fix.ts';
import { inWords, printable } from '../shared/wording.ts';
import { projectFiles, savedAnswers, webhookConfigFlags } from './in-file.ts';
import { newProjectApp, PASTE_TOKEN, upload } from './project-app.ts';

/** Changes of the customer's HubSpot app, told for each way in which HubSpot is connected. */

const COMMIT =
  'Click "Commit changes" at the top right before you leave the page: a draft does not fire, and closing the page loses it.';

/** OpenCX keeps the HubSpot client it made with the old permissions (troubleshooting page, "Email reaches HubSpot"). */
const RESAVE =
  'An OpenCX admin opens Settings -> Integrations -> HubSpot in OpenCX and saves once more, so that OpenCX drops the client that it keeps with the old permissions.';

const THEN_RESAVE = 'Then an OpenCX admin saves Settings -> Integrations -> HubSpot in OpenCX once more.';

export const OTHER_CONNECTIONS =
  'If Settings -> CRMs or a data source of the AI training uses a token of this app too, put this one there as well: those connections are separate.';

/** Delivery is at-most-once (troubleshooting page, "Limits & timing"). */
export const SEND_AGAIN =
  'What was written in the meantime is not delivered later: ask customers and reps to send it again.';

/** Grants scopes to the app, then makes OpenCX notice. `proof` are the closing steps. */
export function grantScopes(context: FixContext, scopes: readonly string[], ...proof: Step[]): Fix[] {
  const { places } = context;
  // HubSpot may refuse for want of a scope and name none: then it is one of these.
  const named = inWords((scopes.length === 0 ? REQUIRED_SCOPES : scopes).map(scopeToGrant));
  const briefly = scopes.length === 1 ? named : 'every scope that is missing';
  const ways: Record<ConnectionMode, () => Fix> = {
    'legacy-app': () =>
      inBrief(
        `On the Scopes tab of the app, tick ${briefly} and save. ${THEN_RESAVE}`,
        manual(
          places.appScopes(),
          'Open the app for editing and choose the Scopes tab.',
          `Tick ${named}.`,
          'Save the change, with "Commit changes" where the page offers it, before you leave the page.',
          RESAVE,
          ...proof,
        ),
      ),
    'project-app': () =>
      inBrief(
        `Add ${briefly} to the scopes in src/app/app-hsmeta.json, upload and deploy. ${THEN_RESAVE}`,
        command(
          places.appScopes(),
          `In src/app/app-hsmeta.json, add ${named} to config.auth.requiredScopes (in older projects: scopes in src/app/app.json).`,
          upload(context),
          "The static token may keep its old scopes until it is regenerated; if the proof below fails, regenerate it on the app's Auth page and paste the new one into OpenCX.",
          RESAVE,
          ...proof,
        ),
      ),
    'service-key': () =>
      inBrief(
        `Add ${briefly} to the scopes of the service key. ${THEN_RESAVE}`,
        manual(places.appScopes(), `Add ${named} to the scopes of the service key.`, RESAVE, ...proof),
      ),
    oauth: () => reconnect(context),
  };
  return [ways[context.mode]()];
}

/** One change of the app's webhook settings, said once for the screen and once for the project's file. */
export interface WebhookChange {
  /** What is done, in the middle of a sentence that says where. */
  brief: string;
  onScreen: readonly string[];
  inFile: readonly string[];
}

/** What a change on the screen does not change. */
function staleAnswers({ webhooks }: FixContext): string[] {
  const answers = savedAnswers(webhooks).map(printable);
  if (answers.length === 0) return [];
  return [
    `What is saved in ${inWords(answers)} is HubSpot's answer of that time: it still shows the old settings, so save it anew.`,
  ];
}

/** Changes the webhook settings of the app. `proof` are the closing steps. */
export function changeWebhooks(context: FixContext, change: WebhookChange, ...proof: Step[]): Fix[] {
  const { places } = context;
  const ways: Record<ConnectionMode, () => Fix> = {
    'legacy-app': () =>
      inBrief(
        `On the app's Webhooks tab, ${change.brief}, then click "Commit changes" before you leave.`,
        manual(
          places.appWebhooks(),
          'Open the app for editing and choose the Webhooks tab.',
          ...change.onScreen,
          COMMIT,
          'Allow HubSpot up to five minutes to use the new settings.',
          ...staleAnswers(context),
          ...proof,
        ),
      ),
    'project-app': () =>
      inBrief(
        `In the webhooks file of the project, ${change.brief}; then upload and deploy the project.`,
        command(places.appWebhooks(), ...change.inFile, upload(context), ...proof),
      ),
    'service-key': () =>
      newProjectApp('A service key has no webhook settings to change: OpenCX needs an app in its place.'),
    oauth: () => reconnect(context),
  };
  return [ways[context.mode]()];
}

/** Closing step of a change of webhook settings. */
export function proveWebhooks(context: FixContext, check: string, ...flags: string[]): Proof {
  // What is deployed is read anew by the same key.
  if (context.project?.measured)
    return proveAnd(prove(context, check, ...flags), 'Run it with the same personal access key.');
  if (context.mode === 'project-app') {
    const files = projectFiles(context.webhooks);
    const given = webhookConfigFlags(files.length === 0 ? [PROJECT_WEBHOOKS] : files);
    return prove(context, check, ...given, ...flags);
  }
  const given = webhookConfigFlags(savedAnswers(context.webhooks));
  return proveAnd(
    prove(context, check, ...given, ...flags),
    'If it asks, answer from the screen as it is now.',
  );
}

/**
 * Takes the token from where the app shows it and puts it into OpenCX, after the steps that come first.
 *
 * @param brief which token is taken from where, as the beginning of a sentence
 */
export function takeToken(context: FixContext, check: string, brief: string, ...first: string[]): Fix {
  const { places, mode } = context;
  if (mode === 'oauth') return reconnect(context);
  return inBrief(
    `${brief}, and have an OpenCX admin paste it into OpenCX: Settings -> Integrations -> HubSpot.`,
    manual(
      places.appAuth(),
      ...first,
      PASTE_TOKEN,
      OTHER_CONNECTIONS,
      proveBy(
        'opencx-hubspot doctor connection-test-fails',
        `${check} should pass.`,
        `give the same token to this tool (${variableFor('tokenVariable', context)}, or --token-file FILE) and `,
      ),
    ),
  );
}
