import { defineMeanings } from '../shared/meaning.ts';

export const TOKEN_MEANINGS = defineMeanings({
  'token-malformed': {
    means:
      'Something came along when the token was copied: the word Bearer, quotes, blanks, an unseen sign, or its end is missing. HubSpot answers it as it answers a dead one, although the token itself may be right.',
    unlike: {
      'token-rejected': 'There the form is right and HubSpot refuses the token all the same.',
      'token-wrong-kind': 'There it is whole, and the key of something else.',
    },
  },
  'token-wrong-kind': {
    means:
      "A key was pasted that opens something else: an OpenCX key, the client secret, an old API key, the key of HubSpot's command line. It can never work, so rotating the app's token mends nothing until the right one is pasted.",
    unlike: {
      'token-malformed': 'There it is the right token, damaged on its way.',
      'token-rejected': 'There it is the access token of an app, and HubSpot does not take it.',
    },
  },
  'token-rejected': {
    means:
      "HubSpot's own answer to the token is 401. It was revoked or rotated, its app was deleted, or it never was one of this app's; the answer does not say which. Nothing that needs HubSpot works until it is replaced, in OpenCX too.",
    unlike: {
      'scope-missing': 'A 403 that names scopes: the token is taken, and may not do one thing.',
      'token-wrong-region': 'A 488: the token may be right and was sent to another region.',
      'rate-limited': 'A 429 says nothing about the token; neither does a 5xx or a timeout.',
      'token-not-saved': 'There the token works from here, and OpenCX may hold another one.',
    },
  },
  'token-wrong-region': {
    means:
      'HubSpot keeps each portal in one region, and a token is good only there. The call went to another region and was turned away with 488.',
    unlike: {
      'token-rejected': 'A 401: there it is the token itself that is refused.',
      'token-other-portal': 'There the call is answered, by a portal that was not meant.',
    },
  },
  'token-creator-removed': {
    means:
      'A HubSpot app acts in the name of the user who made its token. That user has lost access to the portal, and HubSpot refuses calls with the token since, although it was never revoked.',
    unlike: {
      'token-rejected':
        'There HubSpot does not know the token; here it knows it and names the user as the reason.',
      'oauth-install-revoked': 'With OAuth nobody holds a token, and the connection as a whole is renewed.',
    },
  },
  'token-not-saved': {
    means:
      'The token that this tool was given works. Whether OpenCX works with the same one cannot be read anywhere; somebody said that it was not saved there after it was made or rotated.',
    unlike: {
      'token-rejected': 'There HubSpot refuses the token that this tool was given.',
    },
  },
  'token-other-portal': {
    means:
      "The token is fine and opens a portal, only not the one that is meant: a sandbox, another brand, the partner's own. Whatever is looked for there is not found.",
    unlike: {
      'conversation-not-found': 'There the portal is right and the id is not.',
      'oauth-wrong-portal': 'The same slip made while connecting with OAuth.',
    },
  },
});
