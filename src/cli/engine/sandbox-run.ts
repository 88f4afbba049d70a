import { join, resolve } from 'node:path';
import { nearestHint, UsageError } from '../../config/index.ts';
import { Secret } from '../../core/secret.ts';
import type { Journal } from '../../engine/journal/journal.ts';
import { createMemoryJournal } from '../../engine/journal/memory.ts';
import { openSqliteJournal } from '../../engine/journal/sqlite/journal.ts';
import { withoutDelays } from '../../engine/settings.ts';
import { briefEventLine, countersLine } from '../../reporters/journal.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { playStory, StoryFailed } from '../../sandbox/stories/play.ts';
import { loadStory, type Story, UnknownStory } from '../../sandbox/stories/stories.ts';
import type { StartFlags } from '../commands/engine.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { packageRoot } from '../package-root.ts';
import { findPortal } from '../sandbox/portal.ts';
import { sandboxSettings } from '../sandbox/settings.ts';
import { accessFlags } from './access.ts';
import { assembleEngine } from './assemble.ts';
import { drain, openIntake, stopped } from './start-run.ts';

/** Signs the emulated portal's deliveries where its data names no client secret. */
const SANDBOX_SECRET = 'sandbox-client-secret';

/** Engine and emulated portal together: the portal's people act out a story, and its webhooks reach the engine. */
export async function playOnSandbox(name: string, flags: StartFlags, io: Io): Promise<number> {
  const story = await storyNamed(flags.story ?? 'first-message-to-closed-ticket');
  const portal = await findPortal(name);
  const sandbox = await startSandbox(portal);
  const journal = await journalFor(flags, io);
  try {
    return await play(sandbox, story, journal, flags, io);
  } finally {
    await journal.close();
    await sandbox.close();
  }
}

async function play(
  sandbox: Sandbox,
  story: Story,
  journal: Journal,
  flags: StartFlags,
  io: Io,
): Promise<number> {
  const settings = await sandboxSettings(sandbox, accessFlags(flags), io);
  const responder =
    flags.responder ?? join(packageRoot(), 'fixtures', 'responders', `${story.responder}.yaml`);
  const assembly = await assembleEngine({ ...flags, responder }, settings, journal, io, {
    adjust: (rules) => (flags.delays ? rules : withoutDelays(rules)),
    onEnded: (event) => io.out(`    ${briefEventLine(event)}\n`),
  });
  const { engine, close } = assembly;
  try {
    const secret = settings.clientSecret?.reveal() ?? SANDBOX_SECRET;
    const signature = { check: 'enforce', secret: new Secret(secret) } as const;
    const intake = await openIntake({ path: '/', port: 0 }, signature, journal, engine, io);
    await engine.start();
    sandbox.deliverTo({ url: intake.url, secret });
    io.out(`${story.title}\n`);
    const exitCode = await act(sandbox, story, io);
    if (flags.stay) await stayOpen(intake.url, sandbox.url, io);
    await Promise.race([sandbox.settled(), stopped(io)]);
    if (!io.signal.aborted) await engine.idle();
    await drain(intake, engine, io);
    io.out(`\n${ENDINGS[exitCode] ?? ''}${countersLine(journal.counters())}\n`);
    return exitCode;
  } finally {
    await close();
  }
}

const ENDINGS: Partial<Record<number, string>> = {
  [EXIT.healthy]: 'The story came to its end as it should.\n',
};

async function act(sandbox: Sandbox, story: Story, io: Io): Promise<number> {
  try {
    await playStory(sandbox, story, {
      signal: io.signal,
      onStep: ({ step, state }) => {
        if (state === 'begun') io.out(`\n${step}\n`);
      },
    });
    return EXIT.healthy;
  } catch (error) {
    if (io.signal.aborted) return EXIT.interrupted;
    if (!(error instanceof StoryFailed)) throw error;
    io.out(`\n${error.message}\n`);
    return EXIT.problems;
  }
}

async function stayOpen(engineUrl: string, portalUrl: string, io: Io): Promise<void> {
  io.err(`The engine goes on at ${engineUrl}, the portal at ${portalUrl}. Stop with Ctrl-C.\n`);
  await stopped(io);
}

function journalFor({ journal, keepTexts }: StartFlags, io: Io): Promise<Journal> {
  if (journal === undefined) return Promise.resolve(createMemoryJournal());
  return openSqliteJournal(resolve(io.cwd, journal), { keepTexts: keepTexts === true });
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
