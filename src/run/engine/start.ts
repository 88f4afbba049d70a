/** Runs the sync engine on this machine: takes webhooks in, decides, answers, hands off: `engine start`. */
import { Secret } from '../../core/secret.ts';
import { type Receipt, type SignaturePolicy, signaturePolicy } from '../../engine/intake/reception.ts';
import { type Intake, startIntake } from '../../engine/intake/server.ts';
import type { Counters, Journal } from '../../engine/journal/journal.ts';
import { openJournal } from '../../engine/journal/place.ts';
import type { Engine } from '../../engine/run/engine.ts';
import { UsageError } from '../../files/usage-error.ts';
import { createRedactor } from '../../redact/redactor.ts';
import { systemClock } from '../connect.ts';
import { journalFor } from '../journal-place.ts';
import { loadSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { type EngineParts, type EnginePorts, prepareEngine } from './assemble.ts';
import { type EngineDoors, engineDoors } from './doors.ts';
import { expectAccepted, wantOfScopes } from './token-at-start.ts';
import { openWatch } from './watching.ts';

/** Where events come in. */
export interface IntakePlace {
  /** On this machine; 0 is any that is free. */
  port: number;
  /** Path of the target URL. */
  path: string;
  /** Target URL as it stands in HubSpot, behind a tunnel or a proxy. */
  publicUrl?: string;
}

export interface StartRequest extends EngineParts, IntakePlace {
  /** `enforce` with a client secret and `off` without one, when left out. */
  signature?: SignaturePolicy['check'];
  /** The journal: a file, or the address of a database. */
  journal?: string;
  /** Keep message texts and contact data in the journal. */
  keepTexts: boolean;
  /** Port on which it is told how the engine stands; none when left out. */
  watchPort?: number;
  /** Other engines may work from the same database, each conversation in one hand. */
  shared?: boolean;
  /** How long what was begun may take to its end when the engine is stopped, in milliseconds. */
  patienceMs?: number;
}

export interface StartPorts extends EnginePorts {
  /** A delivery was not taken. */
  onRefused?(receipt: Receipt): void;
  /** A delivery was taken but for some of its elements; the note says which. */
  onTakenInPart?(note: string): void;
  /** Every answer to a delivery. */
  onAnswered?(receipt: Receipt): void;
}

export interface RunningEngine {
  /** Where deliveries are taken. */
  url: string;
  /** Where it is told how the engine stands; absent where that was not asked for. */
  watchUrl?: string;
  /** Actor id of the Default User ID; without one the AI answers nothing. */
  aiUser: string | undefined;
  /** What cannot be done for want of scopes, in a sentence; absent where nothing shows. */
  lack?: string;
  /** To be read only, until the engine is stopped. */
  journal: Journal;
  doors: EngineDoors;
  /** Brings what was begun to its end; what was not stays in the journal for the next start. */
  stop(): Promise<Counters>;
}

/** What is open while an engine runs, and closed with it, the last first. */
type Open = (() => Promise<unknown>)[];

/**
 * Starts an engine: first what can be told on this machine, then its journal and its port, then HubSpot. A start that
 * fails leaves nothing open.
 *
 * @throws UsageError for anything given that cannot be used, and for a token that HubSpot refuses; whatever the signal was aborted with meanwhile
 */
export async function startEngine(
  request: StartRequest,
  around: Surroundings,
  ports: StartPorts = {},
): Promise<RunningEngine> {
  const settings = await loadSettings({ ...around, flags: request.flags });
  const signature = signaturePolicy(request.signature, settings.clientSecret);
  if (!request.path.startsWith('/')) throw new UsageError('--path begins with a slash, such as /hubspot.');
  const open: Open = [];
  try {
    const prepared = await prepareEngine(request, settings, around, ports);
    open.push(prepared.close);
    const journal = await openJournal(journalFor(request.journal, around), {
      redactor: around.redactor ?? createRedactor(settings.secrets),
      keepTexts: request.keepTexts,
      ...(request.shared && { shared: true }),
    });
    open.push(() => (engine ? journal.close() : journal.abandon()));
    // What comes before the engine runs is kept in the journal, where the engine finds it.
    let engine: Engine | undefined;
    const watching = await openWatch(request, around);
    open.push(watching.close);
    const heard = { ...ports, onAnswered: watching.answered };
    const intake = await openIntake(request, signature, journal, () => engine?.accepted(), heard);
    open.push(intake.close);
    const assembly = await prepared.over(journal);
    expectAccepted(assembly.token);
    const lack = wantOfScopes(assembly.token);
    open.push(async () => assembly.engine.stop());
    await assembly.engine.start();
    engine = assembly.engine;
    engine.accepted();
    return {
      url: intake.url,
      ...(watching.url !== undefined && { watchUrl: watching.url }),
      aiUser: assembly.settings.aiUser,
      ...(lack !== undefined && { lack }),
      journal,
      doors: engineDoors(assembly, journal, signedFor(intake.url, request, settings.clientSecret)),
      async stop() {
        try {
          await windDown(intake, assembly.engine, request.patienceMs);
          return await journal.counters();
        } finally {
          await closeAll(open);
        }
      },
    };
  } catch (error) {
    await closeAll(open);
    throw error;
  }
}

/** Behind a tunnel, HubSpot signs the URL that it knows. */
function signedFor(url: string, { publicUrl }: IntakePlace, secret: Secret | undefined) {
  return { url, ...(secret && { secret }), ...(publicUrl && { publicUrl: new Secret(publicUrl) }) };
}

async function closeAll(open: Open): Promise<void> {
  for (const close of open.toReversed()) await close();
}

/**
 * How long what was begun may take to come to its end, in milliseconds, once the engine is asked to stop: whoever asks
 * kills what has not ended after ten seconds (Docker docs, `docker stop`).
 */
export const PATIENCE_MS = 8_000;

/**
 * Takes no more deliveries and brings what was begun to its end. What takes too long, such as a HubSpot that does not
 * answer, is broken off; the next start marks it as interrupted.
 */
export async function windDown(intake: Intake, engine: Engine, patienceMs = PATIENCE_MS): Promise<void> {
  const breakOff = setTimeout(() => engine.stop(), patienceMs);
  try {
    await Promise.all([intake.close(), engine.drain()]);
  } finally {
    clearTimeout(breakOff);
  }
}

/** Where an engine takes its deliveries; each is answered once it is durable in the journal. */
export function openIntake(
  { port, path, publicUrl }: IntakePlace,
  signature: SignaturePolicy,
  journal: Journal,
  onAccepted: () => void,
  { onRefused, onTakenInPart, onAnswered }: StartPorts,
) {
  return startIntake({
    port,
    path,
    ...(publicUrl && { publicUrl: new Secret(publicUrl) }),
    signature,
    journal,
    clock: systemClock,
    onAccepted,
    onAnswered: (receipt) => {
      onAnswered?.(receipt);
      if (receipt.status !== 200) onRefused?.(receipt);
      else if (receipt.events > 0 && receipt.note !== null) onTakenInPart?.(receipt.note);
    },
  });
}
