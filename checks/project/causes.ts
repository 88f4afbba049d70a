import type { FixContext } from '../../src/core/cause.ts';
import { scopeWords } from '../../src/core/hubspot/scopes.ts';
import type { FindingDetails } from '../../src/core/verdict.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { command, inBrief, type Proof, prove, proveAnd } from '../shared/fix.ts';
import { after, detail, inWords, listDetail } from '../shared/wording.ts';
import { SEND_AGAIN } from '../webhooks/app-edits.ts';
import { upload } from '../webhooks/project-app.ts';

const WITH_KEY = 'with the same personal access key';

/** "the project opencx-support" */
function projectIn(details: FindingDetails): string {
  const name = detail(details, 'name');
  return name === undefined ? 'the project' : `the project ${name}`;
}

function buildIn(details: FindingDetails): string {
  const build = detail(details, 'build');
  return build === undefined ? 'The newest build' : `Build ${build}`;
}

/** What puts a build in force that is there already, by the platform version of the project. */
function putInForce({ details }: FixContext): string {
  const build = /^\d+$/.exec(detail(details, 'build') ?? '')?.[0];
  const which = build === undefined ? '' : ` --build=${build}`;
  if (details['released'] !== true) return `In the folder of the project, run \`hs project deploy${which}\`.`;
  const platform = detail(details, 'platform');
  return `In the folder of the project, run \`hs project release create${which}\`: on platform version ${platform ?? '2027.03 and later'} a build is released, and \`hs project deploy\` is refused.`;
}

function proof(context: FixContext, check: string): Proof {
  return proveAnd(prove(context, check), `Run it ${WITH_KEY}.`);
}

/** What a dead token and a missing scope can follow from. */
export const INSTALL_CAUSES = defineCauses({
  'project-not-installed': {
    owner: 'hubspot-admin',
    title: () =>
      'The app of the project is not installed in this portal, so it has no token and sends no events',
    leads: ['token-rejected', 'events-not-arriving', 'session-missing'],
    fixes: (context) => [
      inBrief(
        'Install the app with `hs project install-app`, and have an OpenCX admin paste its token into OpenCX: Settings -> Integrations -> HubSpot.',
        command(
          context.places.app(),
          'In the folder of the project, run `hs project install-app`, or install the app from its page in HubSpot.',
          'Copy the token from its Auth page. An OpenCX admin pastes it into OpenCX under Settings -> Integrations -> HubSpot and saves.',
          proof(context, 'project/installed'),
        ),
      ),
    ],
  },
  'project-scopes-outdated': {
    owner: 'hubspot-admin',
    title: (details) =>
      after(
        'The app was installed before its file asked for a scope',
        inWords(listDetail(details, 'scopes').map(scopeWords)) || undefined,
      ),
    leads: ['scope-missing', 'owners-scope-missing'],
    fixes: (context) => [
      inBrief(
        'Run `hs project install-app` in the folder of the project, and approve the scopes.',
        command(
          context.places.app(),
          'In the folder of the project, run `hs project install-app` and approve the scopes, or install the app anew from its page in HubSpot.',
          'The static token may keep its old scopes: if the proof below fails, regenerate it on the Auth page of the app and paste the new one into OpenCX.',
          proof(context, 'project/installed'),
        ),
      ),
    ],
  },
});

export const DEPLOY_CAUSES = defineCauses({
  'project-not-deployed': {
    owner: 'hubspot-admin',
    title: (details) => {
      const build = detail(details, 'build');
      if (build === undefined && details['name'] === undefined)
        return 'What was made of the project is not in force: it was never uploaded, deployed or released';
      if (build === undefined)
        return `Nothing of ${projectIn(details)} was ever uploaded, so nothing of it is in force`;
      const verb = details['released'] === true ? 'released' : 'deployed';
      return `Build ${build} of ${projectIn(details)} was uploaded and not ${verb}, so it has no effect`;
    },
    leads: ['changes-uncommitted'],
    fixes: (context) => [
      inBrief(
        detail(context.details, 'build') === undefined ? upload(context) : putInForce(context),
        command(
          context.places.project(),
          detail(context.details, 'build') === undefined ? upload(context) : putInForce(context),
          'Allow HubSpot up to five minutes to use the new settings.',
          SEND_AGAIN,
          proof(context, 'project/deployed'),
        ),
      ),
    ],
  },
  'project-build-failed': {
    owner: 'hubspot-admin',
    title: (details) =>
      after(
        `${buildIn(details)} of ${projectIn(details)} failed`,
        inWords(listDetail(details, 'parts')) || undefined,
      ),
    leads: ['changes-uncommitted'],
    fixes: (context) => [
      inBrief(
        'Open the build that failed, mend the file that its page names, and upload the project again.',
        command(
          context.places.project(),
          'Open the build that failed: its page says which file HubSpot did not take, and why.',
          'Mend that file.',
          upload(context),
          proof(context, 'project/deployed'),
        ),
      ),
    ],
  },
  'project-file-differs': {
    owner: 'hubspot-admin',
    title: (details) =>
      after(
        'The webhook file that was given is not the one that is deployed',
        inWords(listDetail(details, 'parts')) || undefined,
      ),
    leads: [],
    fixes: (context) => [
      inBrief(
        'Upload the file if it is right; else get what is deployed with `hs project download`.',
        command(
          context.places.appWebhooks(),
          'If the file that was given is right, upload it.',
          upload(context),
          'If what is deployed is right, get it back with `hs project download`.',
          proof(context, 'project/file'),
        ),
      ),
    ],
  },
});
