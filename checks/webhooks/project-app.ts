import type { FixContext } from '../../src/core/cause.ts';
import { REQUIRED_SCOPES, scopeToGrant } from '../../src/core/hubspot/scopes.ts';
import { PROJECT_WEBHOOKS } from '../../src/core/hubspot/webhook-forms.ts';
import { WANTED_THROTTLE } from '../../src/core/hubspot/webhooks.ts';
import type { Fix } from '../../src/core/report.ts';
import { command, inBrief, proveBy } from '../shared/fix.ts';
import { inWords } from '../shared/wording.ts';

/** What commits a change of a project app, by the platform version of its project. */
export function upload({ project }: Pick<FixContext, 'project'>): string {
  if (project?.released === true) {
    return 'Run `hs project upload`, then `hs project release create`: on its platform version a build has no effect before it is released.';
  }
  const deploy = '`hs project deploy`';
  const or =
    project?.released === false ? '' : ' (from platform version 2027.03 on `hs project release create`)';
  return `Run \`hs project upload\`; if the project does not deploy its builds by itself, run ${deploy}${or} as well.`;
}

export const PASTE_TOKEN =
  'An OpenCX admin pastes the token into OpenCX under Settings -> Integrations -> HubSpot and saves.';

/**
 * A new app for OpenCX. It is a project app, because HubSpot no longer lets anyone create a legacy app and a
 * service key receives no webhooks (HubSpot docs, changelog: "Legacy private app creation sunset", "Service keys").
 *
 * @param occasion a sentence that says when this way is the one to take
 */
export function newProjectApp(occasion: string): Fix {
  return inBrief(
    `${occasion} Make a project app with \`hs project create\`: with the scopes, the subscriptions and the webhook URL of OpenCX. Install it, and give OpenCX its token.`,
    command(
      { where: 'HubSpot: the developer platform, by its command line `hs`' },
      `${occasion} Legacy apps cannot be created any more since October 2026 and service keys cannot receive webhooks, so start a project app with \`hs project create\`.`,
      `In src/app/app-hsmeta.json, set config.distribution to "private" and config.auth.type to "static", and list in config.auth.requiredScopes: ${inWords(REQUIRED_SCOPES.map(scopeToGrant))}.`,
      `Copy the webhook URL from the top of the HubSpot settings in OpenCX to config.settings.targetUrl in ${PROJECT_WEBHOOKS}. It is a secret like a password: keep the project out of public repositories.`,
      `In the same file, set config.settings.maxConcurrentRequests to ${WANTED_THROTTLE} or more, and subscribe to conversation.newMessage and conversation.creation under hubEvents and to ticket.propertyChange under legacyCrmObjects, once for each ticket property, all with "active": true.`,
      upload({}),
      `Install the app in the account where HubSpot asks for it, and copy the token from its Auth page. ${PASTE_TOKEN}`,
      proveBy(
        `opencx-hubspot doctor --mode project-app --webhook-config ${PROJECT_WEBHOOKS}`,
        'the areas token, scopes and webhooks should pass.',
        'give the new token to this tool and ',
      ),
    ),
  );
}
