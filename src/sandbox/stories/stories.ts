/**
 * Stories as they are written in `fixtures/stories`: what people do in one conversation, and what can then be seen in
 * the portal. For whoever plays, lists or adds one.
 */
import * as v from 'valibot';
import { fixtureNames, readFixture } from '../fixtures.ts';

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
export const actions = {
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
  actions.customerWrites,
  actions.repReplies,
  actions.repComments,
  actions.conversationGoes,
  actions.conversationIsSet,
  actions.ticketIsChanged,
  v.strictObject({ 'wait until': expectation }),
]);

/** A story as it is written in its file. */
const storyFileSchema = v.strictObject({
  title: text,
  proves: text,
  /** The portal that it plays in. */
  portal: text,
  /** Name of the answers that it expects, in `fixtures/responders`. */
  responder: text,
  /** A customer opens the conversation; all later steps go on in it. */
  steps: v.tupleWithRest([customerWrites], step),
});
type StoryFile = v.InferOutput<typeof storyFileSchema>;

export type StoryStep = v.InferOutput<typeof step>;
export type StoryExpectation = v.InferOutput<typeof expectation>;

/** What people do in one conversation, and what can then be seen in the portal. */
export interface Story extends StoryFile {
  name: string;
}

/** One row of the list of stories. */
export type StorySummary = Pick<Story, 'name' | 'title' | 'proves' | 'portal' | 'responder'>;

/** No fixture has this name. */
export class UnknownStory extends Error {
  override readonly name = 'UnknownStory';
  readonly story: string;
  /** Every name there is. */
  readonly known: readonly string[];

  constructor(story: string, known: readonly string[]) {
    super(`There is no story named ${story}.`);
    this.story = story;
    this.known = known;
  }
}

export async function listStories(): Promise<StorySummary[]> {
  const stories = await Promise.all((await fixtureNames('stories')).map(loadStory));
  return stories.map(({ steps: _, ...summary }) => summary);
}

/** Throws `UnknownStory` for a name without a fixture. */
export async function loadStory(name: string): Promise<Story> {
  const known = await fixtureNames('stories');
  if (!known.includes(name)) throw new UnknownStory(name, known);
  return { name, ...v.parse(storyFileSchema, await readFixture('stories', name)) };
}
