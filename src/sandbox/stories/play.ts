/**
 * Plays a story in a running sandbox and waits for what it says must come about. For `engine start --sandbox` and the
 * tests of the engine.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ThreadView } from '../people/thread-view.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Unmet, unmet } from './expectations.ts';
import type { Story, StoryExpectation, StoryStep } from './stories.ts';

/** How far a story is, for somebody who watches. */
export interface StoryProgress {
  /** From 1. */
  number: number;
  /** Of how many. */
  of: number;
  /** As in the story's file: `customer writes: Where is my order?` */
  step: string;
  /** Somebody writes, somebody changes something, or the story waits for what must come of it. */
  kind: 'message' | 'change' | 'wait';
  state: 'begun' | 'done';
  /** Absent before the first message. */
  threadId?: string;
}

export interface PlayOptions {
  onStep?: (progress: StoryProgress) => void;
  /** Milliseconds that one `wait until` may take; a minute, which is longer than any documented delay. */
  timeoutMs?: number;
  /** How many times faster than people are; Infinity, the default, leaves their pauses out. */
  speed?: number;
  signal?: AbortSignal;
}

export interface PlayedStory {
  threadId: string;
  /** The conversation at its end. */
  thread: ThreadView;
}

/** What a story waits for did not come about in time. */
export class StoryFailed extends Error {
  override readonly name = 'StoryFailed';
  /** Number of the step, from 1. */
  readonly step: number;
  readonly unmet: readonly Unmet[];
  readonly thread: ThreadView;

  constructor(step: number, lines: readonly Unmet[], thread: ThreadView) {
    const sentences = lines.map(({ line, wanted, found }) => `${line}: ${wanted} (found: ${found})`);
    super(`Step ${step} waited in vain. ${sentences.join('; ')}`);
    this.step = step;
    this.unmet = lines;
    this.thread = thread;
  }
}

const TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 10;

/**
 * Plays a story in a running sandbox, step by step, and looks at the portal until what the story waits for is there.
 * Throws `StoryFailed`, and `RefusedAction` where the portal has not what a step needs.
 */
export async function playStory(
  sandbox: Sandbox,
  story: Story,
  options: PlayOptions = {},
): Promise<PlayedStory> {
  const player = new Player(sandbox, options);
  const steps: readonly StoryStep[] = story.steps;
  for (const [index, step] of steps.entries()) {
    const report = (state: StoryProgress['state']) =>
      options.onStep?.({
        number: index + 1,
        of: steps.length,
        step: wordsOf(step),
        kind: kindOf(step),
        state,
        ...(player.threadId !== undefined && { threadId: player.threadId }),
      });
    report('begun');
    await player.take(step, index + 1);
    report('done');
  }
  const thread = player.look();
  return { threadId: thread.id, thread };
}

function kindOf(step: StoryStep): StoryProgress['kind'] {
  if ('wait until' in step) return 'wait';
  const isMessage = 'customer writes' in step || 'rep replies' in step || 'rep comments' in step;
  return isMessage ? 'message' : 'change';
}

/** A step on one line. */
function wordsOf(step: StoryStep): string {
  if ('wait until' in step) return `wait until ${listed(step['wait until'])}`;
  return listed(Object.fromEntries(Object.entries(step).slice(0, 1)));
}

function listed(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (value === true ? key : `${key}: ${shown(value)}`))
    .join(', ');
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** One conversation as it is played. */
class Player {
  threadId: string | undefined;
  readonly #sandbox: Sandbox;
  readonly #options: PlayOptions;
  /** How many requests had come in when the newest message was written. */
  #requestsBefore = 0;

  constructor(sandbox: Sandbox, options: PlayOptions) {
    this.#sandbox = sandbox;
    this.#options = options;
  }

  /** The conversation now. */
  look(): ThreadView {
    const view = this.threadId === undefined ? undefined : this.#sandbox.thread(this.threadId);
    if (view === undefined) throw new Error('The conversation of this story is gone.');
    return view;
  }

  async take(step: StoryStep, number: number): Promise<void> {
    this.#options.signal?.throwIfAborted();
    if ('wait until' in step) return this.#waitUntil(step['wait until'], number);
    await this.#pause(step.pause);
    await this.#act(step);
  }

  async #act(step: Exclude<StoryStep, { 'wait until': unknown }>): Promise<void> {
    if ('customer writes' in step) return this.#customerWrites(step);
    const { id, ticket } = this.look();
    const who = 'as' in step && step.as !== undefined ? { userId: step.as } : {};
    if ('rep replies' in step) {
      this.#requestsBefore = this.#sandbox.requests.length;
      await this.#sandbox.repReplies(id, step['rep replies'], who);
    } else if ('rep comments' in step) {
      this.#requestsBefore = this.#sandbox.requests.length;
      await this.#sandbox.repReplies(id, step['rep comments'], { ...who, internal: true });
    } else if ('the conversation goes to' in step) {
      const owner = step['the conversation goes to'];
      await this.#sandbox.assign(id, owner === 'nobody' ? null : owner, who);
    } else if ('the conversation is set' in step) {
      const isOpen = step['the conversation is set'] === 'open';
      await this.#sandbox.setThreadStatus(id, isOpen ? 'OPEN' : 'CLOSED');
    } else {
      await this.#sandbox.changeTicket(ticket?.id ?? '', step['the ticket is changed'], who);
    }
  }

  async #customerWrites(step: Extract<StoryStep, { 'customer writes': string }>): Promise<void> {
    this.#requestsBefore = this.#sandbox.requests.length;
    const options = {
      ...(step.by && { channel: step.by }),
      ...(step.from && { email: step.from }),
      ...(step.name && { name: step.name }),
    };
    const written = await this.#sandbox.customerWrites(
      this.threadId ?? 'new',
      step['customer writes'],
      options,
    );
    this.threadId = written.threadId;
  }

  async #waitUntil(expectation: StoryExpectation, number: number): Promise<void> {
    const { timeoutMs = TIMEOUT_MS, signal } = this.#options;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const requestsSince = this.#sandbox.requests.slice(this.#requestsBefore);
      const thread = this.look();
      const missing = unmet({ thread, requestsSince }, expectation);
      if (missing.length === 0) return;
      if (performance.now() > deadline) throw new StoryFailed(number, missing, thread);
      await sleep(LOOK_EVERY_MS, undefined, { ...(signal && { signal }) });
    }
  }

  async #pause(seconds: number): Promise<void> {
    const { speed = Number.POSITIVE_INFINITY, signal } = this.#options;
    const milliseconds = (seconds * 1000) / speed;
    if (milliseconds > 0) await sleep(milliseconds, undefined, { ...(signal && { signal }) });
  }
}
