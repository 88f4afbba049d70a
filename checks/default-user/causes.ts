import type { FixContext } from '../../src/core/cause.ts';
import type { Fix } from '../../src/core/report.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { argument, inBrief, manual, prove } from '../shared/fix.ts';
import { detail } from '../shared/wording.ts';

const FIND_ID =
  'In HubSpot, open Settings -> Users & Teams and open the user in whose name the AI answers. The number at the end of the address is usually the user id.';

/** With OAuth the user is chosen from a list; otherwise its id is typed. `first` are the steps before. */
function enterId(context: FixContext, first: readonly string[], id?: string): Fix {
  const { places, mode } = context;
  const enter =
    mode === 'oauth'
      ? 'In OpenCX, open Settings -> Integrations -> HubSpot, choose this user from the list of teammates and save.'
      : `In OpenCX, open Settings -> Integrations -> HubSpot, enter ${id ?? 'A- and the user id, for example A-7001,'} as Default User ID and save.`;
  return inBrief(
    mode === 'oauth'
      ? 'In OpenCX, choose the HubSpot user in whose name the AI answers under Settings -> Integrations -> HubSpot, and save.'
      : `In OpenCX, enter ${id ?? 'A- and the user id of the user in whose name the AI answers,'} as Default User ID under Settings -> Integrations -> HubSpot, and save.`,
    manual(
      places.openCxHubSpot(),
      ...first,
      enter,
      'In HubSpot, assign the open conversations that the AI should answer to this user.',
      prove(context, 'default-user/known', `--default-user ${argument(id, 'A-USER_ID')}`),
    ),
  );
}

function named(details: FixContext['details']): string {
  const id = detail(details, 'id');
  return id === undefined ? 'The Default User ID' : `The Default User ID ${id}`;
}

export const DEFAULT_USER_CAUSES = defineCauses({
  'default-user-missing': {
    owner: 'opencx-admin',
    title: () => 'OpenCX has no Default User ID, so no HubSpot user stands for the AI',
    leads: ['owner-not-ai-user'],
    fixes: (context) => [enterId(context, [FIND_ID])],
  },
  'default-user-unknown': {
    owner: 'opencx-admin',
    title: (details) => `${named(details)} is no user of this HubSpot portal`,
    leads: ['owner-not-ai-user'],
    fixes: (context) => [
      enterId(context, ['Make sure that the token belongs to the portal that is meant.', FIND_ID]),
    ],
  },
  'default-user-is-owner-id': {
    owner: 'opencx-admin',
    title: (details) => {
      const name = detail(details, 'name');
      const rightId = detail(details, 'rightId');
      const whose = name === undefined ? 'an owner id' : `the owner id of ${name}`;
      const wanted = rightId === undefined ? 'the user id' : `the user id, ${rightId}`;
      return `${named(details)} is ${whose}; OpenCX needs ${wanted}`;
    },
    leads: ['owner-not-ai-user'],
    fixes: (context) => {
      const rightId = detail(context.details, 'rightId');
      return [enterId(context, rightId === undefined ? [FIND_ID] : [], rightId)];
    },
  },
  'default-user-inactive': {
    owner: 'opencx-admin',
    title: (details) => {
      const name = detail(details, 'name');
      const whose = name === undefined ? 'a user who is' : `${name}, who is`;
      return `${named(details)} belongs to ${whose} deactivated or removed in HubSpot`;
    },
    leads: ['owner-not-ai-user'],
    fixes: (context) => [
      enterId(context, ['Choose an active HubSpot user in whose name the AI answers from now on.', FIND_ID]),
      manual(
        context.places.users(),
        'To keep the id instead, a HubSpot admin makes the user active again under Settings -> Users & Teams.',
        prove(
          context,
          'default-user/known',
          `--default-user ${argument(detail(context.details, 'id'), 'A-USER_ID')}`,
        ),
      ),
    ],
  },
});
