/** Why the work on events failed, in words: the engine's journal has them as codes. */

/** Each ends the sentence "Their work failed, because …". */
const FAILURES: Readonly<Record<string, string>> = {
  'missing-scopes': 'the token lacks a scope',
  'account-moving': 'HubSpot was moving the account to another place',
  'daily-limit': "the day's allowance of calls was used up",
  'rate-limited': 'HubSpot put the calls off for their rate',
  unreachable: 'HubSpot could not be reached',
  'connection-broken': 'the connection to HubSpot broke',
  timeout: 'HubSpot did not answer in time',
  'unreadable-answer': "HubSpot's answer was in a form that is not known",
  'ambiguous-write': 'HubSpot may or may not have taken what was sent, so it was not sent again',
  'message-failed': 'HubSpot took the reply and could not deliver it',
  'message-not-found': 'HubSpot has no such message',
  'thread-not-found': 'HubSpot has no such conversation',
  'no-channel': 'the conversation has no channel to answer on',
  'no-ai-user': 'no Default User ID is set, so there is nobody to answer as',
  'responder-failed': 'whoever answers in place of the AI failed',
  'delivery-failed': "the rep's reply could not be passed on",
  'damaged-in-journal': 'what the journal holds of them is damaged and cannot be read',
  'internal-fault': 'of a fault of the engine itself',
  interrupted: 'the engine was stopped in the middle of it',
};

const ANSWERED = /^hubspot-(\d{3})$/;

/** With the code as the journal has it, to look for; a code without words is shown alone. */
export function sayFailure(reason: string): string {
  const status = ANSWERED.exec(reason)?.[1];
  const words = status === undefined ? ownWords(reason) : `HubSpot answered ${status}`;
  return words === undefined ? `of ${reason}` : `${words} (${reason})`;
}

function ownWords(reason: string): string | undefined {
  return Object.hasOwn(FAILURES, reason) ? FAILURES[reason] : undefined;
}
