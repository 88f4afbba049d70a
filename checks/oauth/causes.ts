import { defineCauses } from '../shared/define-causes.ts';
import { detail } from '../shared/wording.ts';
import { reconnect } from './reconnect.ts';

/** What OpenCX cannot do without a connection to the account; none of it comes without a call to HubSpot. */
const NEEDS_THE_CONNECTION = [
  'ticket-missing',
  'handoff-comment-missing',
  'ticket-left-open',
  'event-failed',
  'session-missing',
] as const;

const START_ANEW =
  'If HubSpot shows an error of its own on that page, note it: it names what is missing, and OpenCX support can read it.';

/**
 * The four reasons that OpenCX's page gives for a connection that fails: wrong portal, missing admin, canceled consent,
 * revoked install.
 */
export const OAUTH_CAUSES = defineCauses({
  'oauth-install-revoked': {
    owner: 'hubspot-admin',
    title: () =>
      'HubSpot does not take the OAuth connection of OpenCX any more, and OpenCX asks to reconnect',
    leads: NEEDS_THE_CONNECTION,
    fixes: (context) => [
      reconnect(context, {
        first: [
          'In HubSpot, open Settings -> Integrations -> Connected Apps and look for OpenCX. If it is not there, somebody removed it; if it is, what it may do was changed. Ask who did it and why, or it will happen again.',
        ],
      }),
    ],
  },
  'oauth-wrong-portal': {
    owner: 'opencx-admin',
    title: (details) => {
      const portal = detail(details, 'portal');
      const expected = detail(details, 'expected');
      return portal === undefined
        ? 'OpenCX may have been connected with another HubSpot account than the one that is meant'
        : `OpenCX was connected with HubSpot account ${portal}, not with ${expected ?? 'the one that is meant'}`;
    },
    leads: NEEDS_THE_CONNECTION,
    fixes: (context) => {
      const portal = detail(context.details, 'expected');
      return [
        reconnect(context, {
          first: [
            'In HubSpot, look at the menu under your own picture: it shows the name and the id of the account that you are in. Switch to the right account before you connect.',
          ],
          ...(portal !== undefined && { portal }),
        }),
      ];
    },
  },
  'oauth-not-admin': {
    owner: 'hubspot-admin',
    title: (details) =>
      details['told'] === true
        ? 'The OAuth connection was approved by a user who is no super admin of the HubSpot account'
        : 'Whoever approved the OAuth connection may be no super admin of the HubSpot account',
    leads: [],
    fixes: (context) => [
      reconnect(context, {
        first: [
          'Find a super admin of the HubSpot account: Settings -> Users & Teams in HubSpot shows who is one. Whoever is none cannot count on being let through.',
        ],
      }),
    ],
  },
  'oauth-consent-canceled': {
    owner: 'opencx-admin',
    title: () => "The approval on HubSpot's page may not have been carried through to the end",
    leads: [],
    fixes: (context) => [reconnect(context, { first: [START_ANEW] })],
  },
});
