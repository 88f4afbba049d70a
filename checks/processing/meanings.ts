import { defineMeanings } from '../shared/meaning.ts';

export const PROCESSING_MEANINGS = defineMeanings({
  'event-failed': {
    means:
      "OpenCX answers each delivery with 200 and works on it afterwards. This event arrived, and the work on it failed; by OpenCX's own account it is logged and not tried again.",
    unlike: {
      'event-skipped': 'There a rule left it alone on purpose.',
      'events-not-arriving': 'There it never came in.',
    },
  },
  'event-skipped': {
    means:
      'The event arrived, and a rule left it alone. Some skips are as they should be (what the AI itself wrote, internal comments); all of them together look like "nothing happens".',
    unlike: {
      'event-failed': 'There it was worked on, and something broke.',
      'events-not-arriving': 'There it never came in.',
      'webhook-url-stale':
        "HubSpot's log shows both as delivered; a stale URL leaves no trace in the right organization.",
    },
  },
  'session-missing': {
    means:
      'What came in on HubSpot has no session in the OpenCX inbox, so the AI never saw it. It says where it breaks, not why: where only email is hit, look at the owners scope first.',
    unlike: {
      'owners-scope-missing': 'The best known reason where email is hit and chat is not.',
      'events-not-arriving': 'There nothing of any channel arrives.',
      'event-skipped': 'There the event came in and was left alone.',
    },
  },
});
