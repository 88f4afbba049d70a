import * as v from 'valibot';
import { RULE_GENERATIONS, SKIP_REASONS } from '../../../src/core/decision.ts';
import { actions, expectation } from '../../../src/sandbox/stories/stories.ts';
import { FAILURES, HUBSPOT_CALLS } from './hubspot-calls.ts';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const yes = v.literal(true);
const counted = v.record(v.string(), count);

/** Which of the scenario's conversations it is about; `the conversation` unless it says so. */
const where = { in: v.optional(text, 'the conversation') };

/** What people do, in the words of the stories. Time is moved by hand here, so nobody pauses. */
const people = [
  v.strictObject({
    ...v.omit(actions.customerWrites, ['pause']).entries,
    /** `{n}` in the text stands for the number of the message. */
    times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
    ...where,
  }),
  v.strictObject({ ...v.omit(actions.repReplies, ['pause']).entries, ...where }),
  v.strictObject({ ...v.omit(actions.repComments, ['pause']).entries, ...where }),
  v.strictObject({ ...v.omit(actions.conversationGoes, ['pause']).entries, ...where }),
  v.strictObject({ ...v.omit(actions.conversationIsSet, ['pause']).entries, ...where }),
  v.strictObject({ ...v.omit(actions.ticketIsChanged, ['pause']).entries, ...where }),
] as const;

const timePasses = v.pipe(
  v.string(),
  v.regex(/^\d+(\.\d+)? (milliseconds?|seconds?|minutes?|hours?) pass(es)?$/, 'is no step'),
);

/** One event as HubSpot sends it; what all events of a portal have in common may be left out. */
const rawEvent = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((event) => 'subscriptionType' in event, 'needs subscriptionType'),
);

const deliveries = [
  v.literal('HubSpot holds its events back'),
  v.literal('HubSpot delivers again'),
  v.strictObject({
    'HubSpot delivers': v.literal('what it held back'),
    order: v.optional(v.picklist(['as it happened', 'reversed']), 'as it happened'),
    each: v.optional(v.picklist(['once', 'twice']), 'once'),
  }),
  v.strictObject({ 'HubSpot delivers': v.union([v.array(rawEvent), text]) }),
] as const;

const faults = [
  v.strictObject({
    'HubSpot fails to': v.picklist(HUBSPOT_CALLS),
    with: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.picklist(FAILURES)),
    /** So many times in a row; without it, until HubSpot works again. */
    times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    /** HubSpot does what it was asked before the call fails. */
    'after doing it': v.optional(yes),
  }),
  v.literal('HubSpot works again'),
] as const;

const failureReason = /^failed, [a-z]+(-[a-z0-9]+)*$/;
const end = v.union([
  v.picklist(['done', 'begun', 'accepted', 'interrupted']),
  v.pipe(
    v.string(),
    v.check(
      (said) => SKIP_REASONS.some((reason) => said === `skipped, ${reason}`) || failureReason.test(said),
      'is no end of an event',
    ),
  ),
]);

const counters = v.strictObject({
  received: v.optional(count),
  open: v.optional(count),
  done: v.optional(count),
  interrupted: v.optional(count),
  skipped: v.optional(counted),
  failed: v.optional(counted),
});

const then = v.strictObject({
  ...expectation.entries,
  'the events end': v.optional(v.array(v.record(text, end))),
  'the counters are': v.optional(counters),
  'the story tells': v.optional(text),
  'the session is': v.optional(v.picklist(['open', 'handed-off', 'resolved', 'none'])),
  'the session knows': v.optional(v.record(text, text)),
  'the ticket has': v.optional(v.record(text, v.string())),
  'delivered to the customer': v.optional(v.array(text)),
  'the AI has commented': v.optional(count),
  'the AI was asked in the order of writing': v.optional(yes),
  'tickets in the portal': v.optional(count),
  'contacts in the portal': v.optional(count),
  'HubSpot was asked to': v.optional(v.record(v.picklist(HUBSPOT_CALLS), count)),
});

const step = v.union([
  ...people,
  ...deliveries,
  ...faults,
  timePasses,
  v.literal('the engine is killed and started again'),
  v.strictObject({ then, ...where }),
]);

/** A scenario as it is written in its file. */
export const scenarioFileSchema = v.strictObject({
  proves: text,
  /** The portal that it plays in, and what is different there, as in the portals' own files. */
  portal: v.optional(text, 'healthy-email'),
  'portal changes': v.optional(v.record(v.string(), v.unknown()), {}),
  /** Name of the AI's answers, in `fixtures/responders`. */
  responder: v.optional(text, 'demo'),
  settings: v.optional(
    v.strictObject({
      generation: v.optional(v.picklist(RULE_GENERATIONS)),
      'AI user': v.optional(v.union([v.literal('none'), v.pipe(v.string(), v.regex(/^A-\d+$/))])),
      ticketing: v.optional(v.boolean()),
      'workflow action': v.optional(v.boolean()),
      'assist mode': v.optional(v.boolean()),
      retries: v.optional(count),
    }),
    {},
  ),
  /** Conversations that the portal has already, by the names that the steps use. */
  conversations: v.optional(v.record(text, v.pipe(v.string(), v.regex(/^\d+$/))), {}),
  steps: v.pipe(v.array(step), v.minLength(1)),
});

export type ScenarioFile = v.InferOutput<typeof scenarioFileSchema>;
export type ScenarioStep = v.InferOutput<typeof step>;
export type Then = v.InferOutput<typeof then>;
export type Fault = v.InferOutput<(typeof faults)[0]>;
export type RawEvent = v.InferOutput<typeof rawEvent>;
export type Settings = ScenarioFile['settings'];
