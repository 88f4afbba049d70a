import { defineMeanings } from '../shared/meaning.ts';

export const SCOPE_MEANINGS = defineMeanings({
  'owners-scope-missing': {
    means:
      'For each inbound email OpenCX looks up who owns the conversation. Without crm.objects.owners.read HubSpot refuses that one call, the email is not taken up, and no session appears; chat and everything else go on as if nothing were wrong.',
    unlike: {
      'session-missing': 'That is the symptom; this is its best known reason where only email is hit.',
      'scope-missing': 'Any other scope: something else breaks, and email may still work.',
      'subscription-missing':
        'There no event of any channel comes; here the events come and email alone ends early.',
    },
  },
  'scope-missing': {
    means:
      'The token is taken, and HubSpot refuses a kind of call with it (403, naming the scope). What needs that scope fails; the rest works.',
    unlike: {
      'token-rejected': 'A 401: then no call at all is answered.',
      'owners-scope-missing':
        'The one scope without which inbound email makes no session; it has a page of its own.',
      'project-scopes-outdated':
        'In a project app the file may ask for the scope already, and the install has not got it.',
    },
  },
});
