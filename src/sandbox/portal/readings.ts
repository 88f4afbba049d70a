/**
 * Where HubSpot's behaviour is not settled: the question, and how it is read. An emulated portal follows one reading of
 * each; `npm run verify:live` asks a real portal. For whoever writes a portal, or settles a question.
 */
import * as v from 'valibot';

/** An open question about HubSpot with its readings. */
export interface OpenFact<Word extends string = string> {
  /** What is not known, as a question. */
  asks: string;
  /** The reading that a portal follows when it does not say which. */
  usual: Word;
  /** Each reading by the word that a portal names it with, and who says so. */
  readings: Readonly<Record<Word, string>>;
}

function openFact<const Word extends string>(
  asks: string,
  usual: NoInfer<Word>,
  readings: Record<Word, string>,
): OpenFact<Word> {
  return { asks, usual, readings };
}

export const OPEN_FACTS = {
  secondaryEmails: openFact('Does a search for `email` meet the further addresses of a contact?', 'missed', {
    missed: 'no, as older reports of HubSpot’s libraries say',
    found: 'yes, as a newer report says',
  }),
  ownersActorRoute: openFact(
    'What does GET /crm/owners/v3/A-<user id> answer where the scope is granted?',
    '400',
    {
      '400': 'a parse error, since the specification takes a number there',
      '200': 'the owner of that user, as OpenCX’s troubleshooting page lets expect',
    },
  ),
  ownerInEvents: openFact('How does an event on the owner of a conversation name the owner?', 'actor-id', {
    'actor-id': 'as an actor, A-<user id>, which is how a conversation names it',
    'user-id': 'as the bare user id',
  }),
  assignee: openFact('How is a conversation assigned?', 'put-spec', {
    'put-spec': 'by PUT with an actor id, as the API specification has it',
    'post-guide': 'by POST, as the conversations guide has it',
  }),
  webhooksApiWithAppToken: openFact('Does the webhooks API answer the token of an app?', '401', {
    '401': 'no, as observed',
    scopes: 'yes, with scopes of app management, as the specification has it',
  }),
  subscriptionsShape: openFact('In what form does the webhooks API list subscriptions?', 'spec', {
    spec: 'in an envelope, with ids that are texts, as the specification has it',
    guide: 'as a bare array, with ids that are numbers, as the guide shows it',
  }),
  scopeErrorForm: openFact('How does a 403 name the scopes that are missing?', 'granular', {
    granular: 'under requiredGranularScopes, as captured of late',
    'required-scopes': 'under requiredScopes, as in older answers',
    'missing-scopes': 'under missingScopes, as in the examples of the specification',
    'message-only': 'in the message alone',
    unavailable: 'not at all: the scope is said not to be public',
  }),
  atDailyLimit: openFact(
    'With the daily allowance used up, does account information still answer?',
    'account-answers',
    {
      'account-answers': 'yes',
      'all-refused': 'no, it is refused like the rest',
    },
  ),
  burstLimits: openFact(
    'Are the limits of ten seconds and of a second enforced, or told in headers alone?',
    'counted',
    {
      counted: 'told in the headers',
      enforced: 'enforced',
    },
  ),
  pages: openFact('Can a page of a list be short although more follows?', 'full', {
    full: 'no',
    short: 'yes, as seen of conversations',
  }),
} as const;

export type OpenFactId = keyof typeof OPEN_FACTS;

function readingOf<Word extends string>({ readings, usual }: OpenFact<Word>) {
  return v.optional(v.picklist(Object.keys(readings) as Word[]), () => usual);
}

/** Which reading of each question a portal follows. */
export const switches = v.strictObject({
  secondaryEmails: readingOf(OPEN_FACTS.secondaryEmails),
  ownersActorRoute: readingOf(OPEN_FACTS.ownersActorRoute),
  ownerInEvents: readingOf(OPEN_FACTS.ownerInEvents),
  assignee: readingOf(OPEN_FACTS.assignee),
  webhooksApiWithAppToken: readingOf(OPEN_FACTS.webhooksApiWithAppToken),
  subscriptionsShape: readingOf(OPEN_FACTS.subscriptionsShape),
  scopeErrorForm: readingOf(OPEN_FACTS.scopeErrorForm),
  atDailyLimit: readingOf(OPEN_FACTS.atDailyLimit),
  burstLimits: readingOf(OPEN_FACTS.burstLimits),
  pages: readingOf(OPEN_FACTS.pages),
});
