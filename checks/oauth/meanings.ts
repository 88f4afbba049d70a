import { defineMeanings } from '../shared/meaning.ts';

export const OAUTH_MEANINGS = defineMeanings({
  'oauth-install-revoked': {
    means:
      'With OAuth, OpenCX renews its access by itself. HubSpot has stopped taking that: the OpenCX app was removed from the portal, or its permissions were changed. No token has to be pasted; the connection is made anew.',
    unlike: {
      'token-rejected': 'There a token is pasted by hand, and a new one has to be.',
      'oauth-consent-canceled': 'There the connection never came about.',
    },
  },
  'oauth-wrong-portal': {
    means:
      'Whoever approved the connection may have been signed in to another HubSpot account, and then that one is connected: everything looks well, and nothing of the right account arrives.',
    unlike: {
      'token-other-portal': 'The same slip made with a pasted token.',
    },
  },
  'oauth-not-admin': {
    means:
      'OpenCX asks that a super admin of the HubSpot account approves the connection. Whoever approved it may have been none, and cannot count on being let through.',
    unlike: {
      'oauth-consent-canceled':
        'There the approval was broken off; here it was given by somebody who may not give it.',
    },
  },
  'oauth-consent-canceled': {
    means:
      'The page on which HubSpot asks for approval was closed, or answered with no, before it led back to OpenCX. Nothing was connected.',
    unlike: {
      'oauth-install-revoked': 'There a connection was made and worked until HubSpot ended it.',
    },
  },
});
