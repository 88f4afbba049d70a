import { defineMeanings } from '../shared/meaning.ts';

export const DEFAULT_USER_MEANINGS = defineMeanings({
  'default-user-missing': {
    means:
      "In HubSpot the AI is one user, the one whose id OpenCX holds as the Default User ID. The field is empty, so no conversation counts as the AI's own, and it answers none.",
    unlike: {
      'owner-not-ai-user': 'There the user is set, and this conversation belongs to somebody else.',
    },
  },
  'default-user-unknown': {
    means:
      'The Default User ID in OpenCX names nobody in this portal: mistyped, or copied from another portal. No conversation can be assigned to it, so the AI answers none.',
    unlike: {
      'default-user-is-owner-id': 'There the number is that of a real user, of the wrong kind.',
      'token-other-portal':
        'There the whole token looks into another portal, and no user of the right one is found.',
    },
  },
  'default-user-is-owner-id': {
    means:
      'HubSpot gives each user two numbers. The owner id was entered where OpenCX wants the user id; it looks right, and no conversation is ever assigned to it.',
    unlike: {
      'default-user-unknown': 'There neither number fits anybody.',
    },
  },
  'default-user-inactive': {
    means:
      'The user who stands for the AI was deactivated or removed in HubSpot. Conversations cannot be assigned to them any more, so the AI falls silent one conversation after the other.',
    unlike: {
      'default-user-unknown': 'There the id never was one of this portal.',
    },
  },
});
