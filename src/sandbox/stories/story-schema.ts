import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1));
const openOrClosed = v.picklist(['open', 'closed']);
/** Actor id of an agent. */
const owner = v.union([v.literal('nobody'), v.pipe(v.string(), v.regex(/^A-\d+$/))]);
/** Seconds that a person would take before the step. */
const pause = v.optional(v.pipe(v.number(), v.minValue(0)), 0);
/** User id of the rep; without it, the first active user who is not the AI. */
const as = v.optional(v.string());

/** What can be seen on the portal's side; all that is named must hold at once. */
export const expectation = v.strictObject({
  'the AI has replied': v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  'the last reply is from': v.optional(v.picklist(['customer', 'rep', 'ai'])),
  'the last reply says': v.optional(text),
  'a comment says': v.optional(text),
  'the last message was read': v.optional(v.literal(true)),
  'the ticket is': v.optional(openOrClosed),
  'the ticket belongs to': v.optional(text),
  'there is no ticket': v.optional(v.literal(true)),
  'the conversation belongs to': v.optional(owner),
  'the conversation is': v.optional(openOrClosed),
});

const customerWrites = v.strictObject({
  'customer writes': text,
  by: v.optional(v.picklist(['chat', 'email'])),
  from: v.optional(v.pipe(v.string(), v.email())),
  name: v.optional(text),
  pause,
});

/** What people do, each a step of its own. */
export const acts = {
  customerWrites,
  repReplies: v.strictObject({ 'rep replies': text, as, pause }),
  repComments: v.strictObject({ 'rep comments': text, as, pause }),
  conversationGoes: v.strictObject({ 'the conversation goes to': owner, as, pause }),
  conversationIsSet: v.strictObject({ 'the conversation is set': openOrClosed, pause }),
  ticketIsChanged: v.strictObject({
    'the ticket is changed': v.record(v.string(), v.string()),
    as,
    pause,
  }),
};

const step = v.union([
  acts.customerWrites,
  acts.repReplies,
  acts.repComments,
  acts.conversationGoes,
  acts.conversationIsSet,
  acts.ticketIsChanged,
  v.strictObject({ 'wait until': expectation }),
]);

/** A story as it is written in its file. */
export const storyFileSchema = v.strictObject({
  title: text,
  proves: text,
  /** The portal that it plays in. */
  portal: text,
  /** Name of the answers that it expects, in `fixtures/responders`. */
  responder: text,
  /** A customer opens the conversation; all later steps go on in it. */
  steps: v.tupleWithRest([customerWrites], step),
});
export type StoryFile = v.InferOutput<typeof storyFileSchema>;

export type StoryStep = v.InferOutput<typeof step>;
export type StoryExpectation = v.InferOutput<typeof expectation>;
