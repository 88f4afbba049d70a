import type { FixContext } from '../../src/core/cause.ts';
import type { Fix } from '../../src/core/report.ts';
import { inBrief, manual } from '../shared/fix.ts';

/** The account that an OAuth connection has to be approved for, in the middle of a sentence. */
function accountMeant(portal: string | undefined): string {
  return portal === undefined ? 'the account that is meant' : `account ${portal}`;
}

/**
 * Connects HubSpot anew: with OAuth, OpenCX holds the tokens and registers the webhooks itself, so nothing else can be
 * set. `first` are the steps that come before, `portal` is the account that is meant.
 */
export function reconnect(
  { places }: Pick<FixContext, 'places'>,
  { first = [], portal }: { first?: readonly string[]; portal?: string } = {},
): Fix {
  return inBrief(
    `An OpenCX admin who is a super admin in HubSpot too chooses "Reconnect" in OpenCX, Settings -> Integrations -> HubSpot, and grants everything for ${accountMeant(portal)}.`,
    manual(
      places.openCxHubSpot(),
      ...first,
      'Somebody who is an OpenCX admin and a super admin of the HubSpot account opens Settings -> Integrations -> HubSpot in OpenCX and chooses "Reconnect". If nobody is both, two people do it together in one browser.',
      `On the HubSpot page, choose ${accountMeant(portal)}, grant everything that is asked for, and stay on the page until OpenCX comes back.`,
      'To prove it, start a test conversation: OpenCX should show the connection as active, and a session for the conversation.',
    ),
  );
}
