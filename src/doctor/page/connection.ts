import type { PageSection } from './section.ts';

export const BEFORE: PageSection = {
  anchor: null,
  title: 'Before looking for a cause',
  holds: { before: 3, note: 1 },
  steps: [
    {
      place: 'before 1',
      says: 'OpenCX lists the integration as active.',
      checks: ['token/accepted'],
      cannot: "OpenCX's own status of an integration is on its screen only; that the token works is checked.",
    },
    {
      place: 'before 2',
      says: 'The id of the OpenCX session is at hand.',
      checks: ['opencx/key', 'conversation/found', 'processing/session'],
      questions: ['conversation.session', 'conversation.thread'],
    },
    {
      place: 'before 3',
      says: 'The webhook URL that OpenCX shows is at hand.',
      checks: ['webhooks/target-url'],
      questions: ['opencx.webhookUrl'],
    },
    {
      place: 'note 1',
      says: 'The connection is tested anew before anything else.',
      checks: ['token/format', 'token/accepted', 'scopes/required'],
    },
  ],
};

export const CONNECTION: PageSection = {
  anchor: 'connection-test-fails',
  title: 'The connection test fails',
  symptom: 'connection-test-fails',
  holds: { symptom: 1, cause: 3, fix: 4 },
  steps: [
    {
      place: 'symptom 1',
      says: 'OpenCX cannot reach HubSpot with the token that it holds.',
      checks: ['token/accepted', 'account/usage'],
      cannot:
        "What OpenCX's own test says is on its screen only; the calls of such a test are made from here.",
    },
    {
      place: 'cause 1',
      says: 'The token has run out or was withdrawn.',
      checks: ['token/accepted', 'logs/unauthorized'],
    },
    { place: 'cause 2', says: 'What was pasted is no such token.', checks: ['token/format'] },
    { place: 'cause 3', says: 'The token lacks scopes.', checks: ['scopes/required'] },
    {
      place: 'fix 1',
      says: 'The app is still among the apps of the portal, and active.',
      checks: ['token/accepted'],
      cannot: 'No API lists the apps; HubSpot refuses the token of one that is gone.',
    },
    {
      place: 'fix 2',
      says: 'What was pasted begins with pat- and a region, whichever that is.',
      checks: ['token/format'],
    },
    {
      place: 'fix 3',
      says: 'Each scope of the table of scopes is granted.',
      checks: ['scopes/required', 'scopes/owners-read'],
    },
    {
      place: 'fix 4',
      says: 'OpenCX was given the new token.',
      checks: ['token/portal', 'logs/unauthorized'],
      cannot:
        'OpenCX shows no token that it holds, so whether it holds this one cannot be compared. Refusals in the API-call log that end show that the new one is in use.',
    },
  ],
};

export const EMAIL: PageSection = {
  anchor: 'email-reaches-hubspot-threads-appear-but-no-opencx-session-is-created',
  title: 'Email makes a HubSpot thread and no OpenCX session',
  symptom: 'email-without-session',
  holds: { symptom: 1, cause: 1, confirm: 2, fix: 4 },
  steps: [
    {
      place: 'symptom 1',
      says: 'There is a thread, and the OpenCX inbox has no session for it.',
      checks: ['processing/session'],
      questions: ['conversation.session'],
    },
    {
      place: 'cause 1',
      says: 'The scope for reading owners is not granted.',
      checks: ['scopes/owners-read'],
    },
    {
      place: 'confirm 1',
      says: "The app's log of API calls is looked through.",
      checks: ['logs/missing-scopes'],
      questions: ['logs.refusals'],
    },
    {
      place: 'confirm 2',
      says: 'The lookup of an owner was answered with 403 and MISSING_SCOPES.',
      checks: ['logs/missing-scopes', 'scopes/owners-read'],
    },
    {
      place: 'fix 1',
      says: 'crm.objects.owners.read is switched on in the app.',
      checks: ['scopes/owners-read', 'scopes/required'],
    },
    {
      place: 'fix 2',
      says: 'The change of scopes is saved.',
      checks: ['scopes/owners-read'],
    },
    {
      place: 'fix 3',
      says: 'OpenCX was made to take up the new scopes by saving its settings again.',
      cannot: 'Nothing shows which connection OpenCX keeps in memory; the next email tells.',
    },
    {
      place: 'fix 4',
      says: 'A new email becomes a session.',
      checks: ['processing/session'],
      questions: ['conversation.session'],
      cannot: 'No email is sent from here; the session of one that you sent is looked at.',
    },
  ],
};
