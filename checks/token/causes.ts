import type { FixContext, Place } from '../../src/core/cause.ts';
import { variableFor } from '../../src/core/given.ts';
import type { Fix } from '../../src/core/report.ts';
import type { FindingDetails } from '../../src/core/verdict.ts';
import { reconnect } from '../oauth/reconnect.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { inBrief, manual, prove, proveAnd, proveBy, withoutLink } from '../shared/fix.ts';
import { after, detail, inWords, listDetail } from '../shared/wording.ts';
import { OTHER_CONNECTIONS, takeToken } from '../webhooks/app-edits.ts';
import { newProjectApp, PASTE_TOKEN } from '../webhooks/project-app.ts';
import { faultInWords, otherKind, standsForNone } from './forms.ts';

/**
 * What OpenCX cannot do while its token does not work: each of these needs a HubSpot call. Settings of webhooks and
 * of OpenCX are not among them; a dead token says nothing about those.
 */
const NEEDS_THE_TOKEN = [
  'ticket-missing',
  'handoff-comment-missing',
  'ticket-left-open',
  'event-failed',
  'session-missing',
] as const;

/** What the token belongs to, where HubSpot shows it, and what it is called there. */
function holderOf({ mode }: Pick<FixContext, 'mode'>): { holder: string; page: string; token: string } {
  return mode === 'service-key'
    ? { holder: 'the service key', page: 'the page of the service key', token: 'the key' }
    : { holder: 'the app', page: 'the Auth page of the app', token: 'the access token' };
}

function copyToken(context: Pick<FixContext, 'mode'>): string {
  const { page, token } = holderOf(context);
  return `Open ${page}, show ${token} and copy it with the copy button.`;
}

const TOKEN_ALONE =
  'Take the token alone: it starts with pat-, without Bearer, quotes, blanks or a name around it.';

/** Damage that is mended where the tool is run: the token itself is right, or none came at all. */
function isYours(details: FindingDetails): boolean {
  return details['accepted'] === true || standsForNone(listDetail(details, 'faults'));
}

function whatCame(details: FindingDetails): string {
  if (details['accepted'] === true) return 'The HubSpot token works, but was damaged on its way to this tool';
  return standsForNone(listDetail(details, 'faults'))
    ? 'This tool was given no HubSpot token, but something in its place'
    : 'The HubSpot token is not as HubSpot shows it';
}

/** Where this tool was handed the token. */
function giveToken(context: FixContext): Fix {
  const faults = listDetail(context.details, 'faults');
  return inBrief(
    'Give this tool the token alone, as HubSpot shows it: it starts with pat-.',
    manual(
      thisTool(context),
      ...(standsForNone(faults) ? [copyToken(context)] : []),
      faults.includes('variable-name')
        ? 'Give it in the place of the name. A shell does that by itself only outside of single quotes and where the variable is set, and nothing does it in a file.'
        : 'Give it to this tool as HubSpot shows it.',
      TOKEN_ALONE,
      prove(context, 'token/format'),
    ),
  );
}

/** Nothing shows what OpenCX was given; what came damaged to this tool may have come there so too. */
function pastedSo(place: Place, details: FindingDetails): Fix[] {
  if (details['accepted'] !== true) return [];
  return [
    manual(
      place,
      'If it was pasted into OpenCX as it was given here, an OpenCX admin pastes the token alone there and saves, then tests the connection on the same page.',
    ),
  ];
}

/** Where it takes its token from. */
function thisTool(context: FixContext): Place {
  return { where: `This tool: ${variableFor('tokenVariable', context)}, or --token-file FILE` };
}

/** With OAuth a token only serves this tool to look; OpenCX works with its own. */
function otherTokenToLookWith(context: FixContext, take: string, check: string): Fix {
  return inBrief(
    'Give this tool a token of the portal that is meant; change nothing in OpenCX, which does not work with it.',
    manual(
      thisTool(context),
      'Change nothing in OpenCX: with OAuth it does not work with this token, which only serves to look.',
      take,
      proveBy(
        'opencx-hubspot doctor oauth-connect-fails',
        `${check} should pass.`,
        'give it to this tool and ',
      ),
    ),
  );
}

export const TOKEN_CAUSES = defineCauses({
  'token-malformed': {
    owner: 'hubspot-admin',
    ownerOf: (details) => (isYours(details) ? 'you' : 'hubspot-admin'),
    title: (details) => {
      const faults = listDetail(details, 'faults').map(faultInWords);
      return after(whatCame(details), faults.length === 0 ? undefined : inWords(faults));
    },
    leads: ['token-rejected', ...NEEDS_THE_TOKEN],
    fixes: (context) => {
      const { details, places } = context;
      if (isYours(details)) return [giveToken(context), ...pastedSo(places.openCxHubSpot(), details)];
      return [
        takeToken(
          context,
          'token/format',
          `Copy the token alone from ${holderOf(context).page}`,
          copyToken(context),
          TOKEN_ALONE,
        ),
      ];
    },
  },
  'token-wrong-kind': {
    owner: 'hubspot-admin',
    title: (details) => {
      const kind = otherKind(details['kind']);
      return kind === undefined
        ? 'What was given as the HubSpot token is not the access token of a HubSpot app'
        : `What was given as the HubSpot token seems to be ${kind}, not the access token of a HubSpot app`;
    },
    leads: ['token-rejected', ...NEEDS_THE_TOKEN],
    fixes: (context) => [
      takeToken(
        context,
        'token/format',
        `Copy the access token, which starts with pat-, from ${holderOf(context).page}`,
        copyToken(context),
        context.details['kind'] === 'bare-uuid'
          ? 'The access token and the client secret stand on the same page: the right one starts with pat- and a region, for example pat-na1- or pat-eu1-.'
          : 'The right one starts with pat- and a region, for example pat-na1- or pat-eu1-.',
      ),
      ...(context.mode === 'legacy-app'
        ? [newProjectApp('If there is no app for OpenCX yet, make one.')]
        : []),
    ],
  },
  'token-rejected': {
    owner: 'hubspot-admin',
    title: (details) => {
      if (details['unreadable'] === true) {
        return 'HubSpot cannot read what was given as the access token (401): another secret, or a damaged one';
      }
      if (details['ended'] === true) return 'HubSpot refused the access token for a while (401)';
      const since = detail(details, 'since');
      const sentence = 'HubSpot does not accept the access token (401)';
      return since === undefined ? sentence : `${sentence}; the API-call log shows it since ${since}`;
    },
    leads: NEEDS_THE_TOKEN,
    fixes: (context) => [
      takeToken(
        context,
        'token/accepted',
        `Copy the token from ${holderOf(context).page}, rotated if it is the one that was refused`,
        `See whether ${holderOf(context).holder} is still there and active: deleting it ends its token.`,
        `Compare what ${holderOf(context).page} shows with the token that was given. If they differ, copy the one on the page; if they are the same, rotate it and copy the new one.`,
      ),
      ...(context.mode === 'legacy-app' ? [newProjectApp('If the app is gone, make another.')] : []),
    ],
  },
  'token-wrong-region': {
    owner: 'hubspot-admin',
    title: (details) => {
      const region = detail(details, 'region');
      return region === undefined
        ? 'HubSpot hosts the account of this token in another region than the one that was called (488)'
        : `HubSpot hosts the account of this token in region ${region}, not in the one that was called (488)`;
    },
    leads: NEEDS_THE_TOKEN,
    fixes: (context) => [
      takeToken(
        context,
        'token/accepted',
        `Remove HUBSPOT_API_URL if it is set; else rotate the token on ${holderOf(context).page}`,
        'If HUBSPOT_API_URL is set, remove it or set it to https://api.hubapi.com, which serves every region; if that mends it, the token can stay.',
        `If the account was moved to another region, open ${holderOf(context).page} there, rotate the token and copy the new one.`,
      ),
    ],
  },
  'token-creator-removed': {
    owner: 'hubspot-admin',
    title: () =>
      'The user who created the HubSpot app has lost access to the account, and the token with them',
    leads: NEEDS_THE_TOKEN,
    fixes: (context) => [
      takeToken(
        context,
        'token/accepted',
        `Have a super admin who stays rotate the token on ${holderOf(context).page}`,
        `A super admin who stays in the account opens ${holderOf(context).page}, rotates the token and copies the new one.`,
      ),
      manual(
        context.places.users(),
        `To keep the token instead, add the user who created ${holderOf(context).holder} to the HubSpot account again.`,
        proveBy('opencx-hubspot doctor connection-test-fails', 'token/accepted should pass.'),
      ),
    ],
  },
  'token-not-saved': {
    owner: 'opencx-admin',
    title: () => 'The token was not saved in OpenCX, so OpenCX may be working with another one',
    // Nothing: the token that OpenCX was given before may well do its work.
    leads: [],
    fixes: (context) => [
      context.mode === 'oauth'
        ? reconnect(context)
        : inBrief(
            'An OpenCX admin pastes the very token that this tool was given into OpenCX, Settings -> Integrations -> HubSpot, saves, and tests the connection.',
            manual(
              context.places.openCxHubSpot(),
              `${PASTE_TOKEN} Take the very token that this tool was given.`,
              OTHER_CONNECTIONS,
              'Test the connection on the same page of OpenCX.',
              proveAnd(prove(context, 'token/in-opencx'), 'It asks whether the token was saved.'),
            ),
          ),
    ],
  },
  'token-other-portal': {
    owner: 'opencx-admin',
    title: (details) => {
      const portal = detail(details, 'portal');
      const expected = detail(details, 'expected');
      return portal === undefined
        ? 'The token belongs to another HubSpot portal than the one that is meant'
        : `The token belongs to HubSpot portal ${portal}, not to ${expected ?? 'the one that is meant'}`;
    },
    leads: [
      'default-user-unknown',
      'default-user-is-owner-id',
      'default-user-inactive',
      'conversation-not-found',
      'contact-not-in-portal',
    ],
    fixes: (context) => {
      const expected = detail(context.details, 'expected');
      const meant = expected === undefined ? 'the portal that is meant' : `portal ${expected}`;
      return [
        context.mode === 'oauth'
          ? otherTokenToLookWith(
              context,
              `Take the token of any app or service key of ${meant}.`,
              'token/portal',
            )
          : withoutLink(
              takeToken(
                context,
                'token/portal',
                `In ${meant}, copy the token from ${holderOf(context).page}`,
                `In HubSpot, switch to ${meant}, where there is ${holderOf(context).holder} that was made for OpenCX.`,
                copyToken(context),
              ),
            ),
        context.details['linked'] === true
          ? manual(
              { where: 'This tool: the link that was given' },
              `If the token is right, give the link, or the id, of a conversation or ticket in portal ${detail(context.details, 'portal') ?? 'of the token'}.`,
              prove(context, 'token/portal', '--thread LINK'),
            )
          : manual(
              { where: 'This tool: --portal, or the portal of the config file' },
              'If the token is right and the number was not, name the right portal.',
              proveBy('opencx-hubspot doctor connection-test-fails', 'token/portal should pass.'),
            ),
      ];
    },
  },
});
