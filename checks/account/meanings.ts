import { defineMeanings } from '../shared/meaning.ts';

export const ACCOUNT_MEANINGS = defineMeanings({
  'daily-limit-reached': {
    means:
      'All apps of a portal share so many API calls a day. When they are used up HubSpot refuses every call until its day begins anew; often another app has used them.',
    unlike: {
      'rate-limited': 'A short burst: too many calls within seconds, and over again soon after.',
      'token-rejected': 'A 401 is about the token; this is a 429 that speaks of the day.',
    },
  },
  'rate-limited': {
    means:
      'HubSpot allows so many calls within a few seconds, and refused what came above that (429). It is over by itself; what OpenCX gave up on meanwhile is missing.',
    unlike: {
      'daily-limit-reached': "There the whole day's calls are used up, and waiting a minute does not help.",
      'throttle-too-low': 'That limit is on the events that HubSpot sends, not on calls.',
    },
  },
});
