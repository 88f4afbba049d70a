/**
 * Runs the engine together with an emulated portal: the portal's people act out a story, and its webhooks reach the
 * engine: `engine start --sandbox`.
 */
import { once } from 'node:events';
import type { Counters, Journal } from '../../engine/journal/journal.ts';
import { createMemoryJournal } from '../../engine/journal/memory.ts';
import { journalPlace, openJournal } from '../../engine/journal/place.ts';
import { nearestHint } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { MessageView } from '../../sandbox/people/thread-view.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { playStory as play, StoryFailed } from '../../sandbox/stories/play.ts';
import { loadStory, type Story, UnknownStory } from '../../sandbox/stories/stories.ts';
import { startPortal } from '../sandbox/start.ts';
import type { Surroundings } from '../surroundings.ts';
import type { EngineParts } from './assemble.ts';
import type { EngineDoors } from './doors.ts';
import { openStage } from './stage.ts';
import type { StartPorts } from './start.ts';
import { openWatch } from './watching.ts';

export interface StoryRequest extends EngineParts {
  /** Name of the portal. */
  sandbox: string;
  /** Name of the story; the longest one when left out. */
  story?: string;
  /** File of the journal; it is kept in memory when left out. */
  journal?: string;
  keepTexts: boolean;
  /** Port on which it is told how the engine stands; none when left out. */
  watchPort?: number;
  /** Go on serving when the story is over, until the signal aborts. */
  stay: boolean;
}

export interface StoryPorts extends StartPorts {
  /** It is told there how the engine stands. */
  onWatched?(url: string): void;
  /** The engine works from now on; its journal is to be read only. */
  onStart?(journal: Journal, doors: EngineDoors): Promise<void>;
  onBegin?(title: string): void;
  /** A message stands in the conversation. */
  onSaid?(message: MessageView): void;
  /** Somebody changed something without a word: `the conversation goes to: A-7002`. */
  onChanged?(what: string): void;
  /** Something did not come about that the story waits for. */
  onFailed?(message: string): void;
  /** The story is over, and both go on serving. */
  onStay?(urls: { engine: string; portal: string }): void;
  /** It was asked to stop, and what was begun is brought to its end. */
  onStopping?(): void;
}

export interface StoryResult {
  outcome: 'ended' | 'failed' | 'interrupted';
  counters: Counters;
}

const DEFAULT_STORY = 'first-message-to-closed-ticket';

/** @throws UsageError for a portal or a story that there is not */
export async function playStory(
  request: StoryRequest,
  around: Surroundings,
  ports: StoryPorts = {},
): Promise<StoryResult> {
  const story = await storyNamed(request.story ?? DEFAULT_STORY);
  const sandbox = await startPortal(request.sandbox);
  try {
    const journal = await journalFor(request, around);
    try {
      const watching = await openWatch(request, around, request.journal === undefined ? journal : undefined);
      try {
        if (watching.url !== undefined) ports.onWatched?.(watching.url);
        const heard = { ...ports, onAnswered: watching.answered };
        return await playOn(sandbox, story, journal, request, around, heard);
      } finally {
        await watching.close();
      }
    } finally {
      await journal.abandon();
    }
  } finally {
    await sandbox.close();
  }
}

async function playOn(
  sandbox: Sandbox,
  story: Story,
  journal: Journal,
  request: StoryRequest,
  around: Surroundings,
  ports: StoryPorts,
): Promise<StoryResult> {
  const { signal } = around;
  const tell = teller(sandbox, ports);
  const told: StartPorts = {
    ...ports,
    onEnded: (event) => {
      // What is said comes before what was made of it.
      if (event.event.type.startsWith('conversation.')) tell(event.event.objectId);
      ports.onEnded?.(event);
    },
  };
  const stage = await openStage(sandbox, journal, request, around, told, story.responder);
  try {
    let outcome: StoryResult['outcome'];
    try {
      await ports.onStart?.(journal, stage.doors);
      stage.connect();
      ports.onBegin?.(story.title);
      outcome = await act(sandbox, story, signal, tell, ports);
      if (request.stay) {
        ports.onStay?.({ engine: stage.url, portal: sandbox.url });
        await aborted(signal);
      }
      await Promise.race([sandbox.settled().then(() => stage.engine.idle()), aborted(signal)]);
      if (signal.aborted) ports.onStopping?.();
    } finally {
      await stage.windDown();
    }
    return { outcome, counters: await journal.counters() };
  } finally {
    await stage.close();
  }
}

async function act(
  sandbox: Sandbox,
  story: Story,
  signal: AbortSignal,
  tell: (threadId: string | undefined) => void,
  { onChanged, onFailed }: StoryPorts,
): Promise<StoryResult['outcome']> {
  try {
    await play(sandbox, story, {
      signal,
      onStep: ({ step, kind, state, threadId }) => {
        tell(threadId);
        if (kind === 'change' && state === 'done') onChanged?.(step);
      },
    });
    return 'ended';
  } catch (error) {
    if (signal.aborted) return 'interrupted';
    if (!(error instanceof StoryFailed)) throw error;
    onFailed?.(error.message);
    return 'failed';
  }
}

/** Tells each message of a conversation once, in the order in which they stand there. */
function teller(sandbox: Sandbox, { onSaid }: StoryPorts): (threadId: string | undefined) => void {
  const told = new Set<string>();
  return (threadId) => {
    const messages = threadId === undefined ? [] : (sandbox.thread(threadId)?.messages ?? []);
    for (const message of messages.filter(({ id }) => !told.has(id))) {
      told.add(message.id);
      onSaid?.(message);
    }
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function journalFor({ journal, keepTexts }: StoryRequest, { cwd }: Surroundings): Promise<Journal> {
  if (journal === undefined) return Promise.resolve(createMemoryJournal());
  return openJournal(journalPlace(journal, cwd), { keepTexts });
}

async function storyNamed(name: string): Promise<Story> {
  try {
    return await loadStory(name);
  } catch (error) {
    if (!(error instanceof UnknownStory)) throw error;
    throw new UsageError(`There is no story "${error.story}".`, {
      hint: `${nearestHint(error.story, error.known)}The stories are: ${error.known.join(', ')}.`,
    });
  }
}
