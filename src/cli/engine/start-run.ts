import { once } from 'node:events';
import { resolve } from 'node:path';
import { UsageError } from '../../config/index.ts';
import { Secret } from '../../core/secret.ts';
import { type Receipt, type SignaturePolicy, signaturePolicy } from '../../engine/intake/reception.ts';
import { type Intake, startIntake } from '../../engine/intake/server.ts';
import type { Journal } from '../../engine/journal/journal.ts';
import { DEFAULT_JOURNAL, openSqliteJournal } from '../../engine/journal/sqlite/journal.ts';
import type { Engine } from '../../engine/run/engine.ts';
import { withoutDelays } from '../../engine/settings.ts';
import { createRedactor } from '../../redact/index.ts';
import { countersLine, eventLine } from '../../reporters/journal.ts';
import { loadSettings } from '../../run/settings.ts';
import type { StartFlags } from '../commands/engine.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { accessFlags } from './access.ts';
import { assembleEngine, usableToken } from './assemble.ts';

/** `opencx-hubspot engine start`: until stopped, or until its story is over. */
export async function startEngine(flags: StartFlags, io: Io): Promise<number> {
  io.endsByItself();
  if (flags.sandbox) return (await import('./sandbox-run.ts')).playOnSandbox(flags.sandbox, flags, io);

  const settings = await loadSettings({
    cwd: io.cwd,
    env: io.env,
    flags: accessFlags(flags),
    readStdin: io.readStdin,
  });
  // Wrong usage is told before a journal is opened, so that it leaves no file behind.
  const signature = signaturePolicy(flags.signature, settings.clientSecret);
  requirePath(flags);
  usableToken(settings);
  const journal = await openSqliteJournal(resolve(io.cwd, flags.journal ?? DEFAULT_JOURNAL), {
    redactor: createRedactor(settings.secrets),
    keepTexts: flags.keepTexts === true,
  });
  try {
    const assembly = await assembleEngine(flags, settings, journal, io, {
      adjust: (rules) => (flags.delays ? rules : withoutDelays(rules)),
      onEnded: (event) => io.out(`${eventLine(event)}\n`),
    });
    const { engine, settings: rules, close } = assembly;
    try {
      if (!rules.aiUser) {
        io.err('No Default User ID is known, so the AI answers nothing; give it with --default-user.\n');
      }
      const intake = await openIntake(flags, signature, journal, engine, io);
      await engine.start();
      io.err(`Taking events at ${intake.url}\nStop with Ctrl-C.\n`);
      await stopped(io);
      await drain(intake, engine, io);
      io.err(`${countersLine(journal.counters())}\n`);
      return EXIT.healthy;
    } finally {
      await close();
    }
  } finally {
    await journal.close();
  }
}

function requirePath({ path }: StartFlags): void {
  if (!path.startsWith('/')) throw new UsageError('--path begins with a slash, such as /hubspot.');
}

export function openIntake(
  flags: Pick<StartFlags, 'port' | 'path' | 'publicUrl'>,
  signature: SignaturePolicy,
  journal: Journal,
  engine: Engine,
  io: Io,
): Promise<Intake> {
  return startIntake({
    port: flags.port,
    path: flags.path,
    ...(flags.publicUrl && { publicUrl: new Secret(flags.publicUrl) }),
    signature,
    journal,
    clock: { now: () => Date.now() },
    onAccepted: (events) => engine.accepted(events),
    onAnswered: (receipt) => tellRefusal(receipt, io),
  });
}

function tellRefusal({ status, note }: Receipt, io: Io): void {
  if (status !== 200) io.err(`A delivery was answered ${status}: ${note ?? ''}\n`);
}

export async function stopped(io: Io): Promise<void> {
  if (!io.signal.aborted) await once(io.signal, 'abort');
}

/** What was begun comes to its end; what was not stays in the journal for the next start. */
export async function drain(intake: Intake, engine: Engine, io: Io): Promise<void> {
  if (io.signal.aborted) {
    io.err('\nStopping: what was begun is brought to its end. Ctrl-C again stops at once.\n');
  }
  await intake.close();
  await engine.drain();
}
