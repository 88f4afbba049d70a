/** Runs the sync engine on this machine: takes webhooks in, decides, answers, hands off: `engine start`. */
import { resolve } from 'node:path';
import { Secret } from '../../core/secret.ts';
import { type Receipt, type SignaturePolicy, signaturePolicy } from '../../engine/intake/reception.ts';
import { startIntake } from '../../engine/intake/server.ts';
import type { Counters, Journal } from '../../engine/journal/journal.ts';
import { DEFAULT_JOURNAL, openSqliteJournal } from '../../engine/journal/sqlite/journal.ts';
import type { Engine } from '../../engine/run/engine.ts';
import { UsageError } from '../../files/usage-error.ts';
import { createRedactor } from '../../redact/redactor.ts';
import { systemClock } from '../connect.ts';
import { loadSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { assembleEngine, type EngineParts, type EnginePorts, expectToken } from './assemble.ts';

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
  /** File of the journal. */
  journal?: string;
  /** Keep message texts and contact data in the journal. */
  keepTexts: boolean;
}

export interface StartPorts extends EnginePorts {
  /** A delivery was not taken. */
  onRefused?(receipt: Receipt): void;
}

export interface RunningEngine {
  /** Where deliveries are taken. */
  url: string;
  /** Actor id of the Default User ID; without one the AI answers nothing. */
  aiUser: string | undefined;
  /** Brings what was begun to its end; what was not stays in the journal for the next start. */
  stop(): Promise<Counters>;
}

/** @throws UsageError for anything given that cannot be used; wrong usage leaves no journal behind */
export async function startEngine(
  request: StartRequest,
  around: Surroundings,
  ports: StartPorts = {},
): Promise<RunningEngine> {
  const settings = await loadSettings({ ...around, flags: request.flags });
  const signature = signaturePolicy(request.signature, settings.clientSecret);
  if (!request.path.startsWith('/')) throw new UsageError('--path begins with a slash, such as /hubspot.');
  expectToken(settings);
  const journal = await openSqliteJournal(resolve(around.cwd, request.journal ?? DEFAULT_JOURNAL), {
    redactor: around.redactor ?? createRedactor(settings.secrets),
    keepTexts: request.keepTexts,
  });
  try {
    const assembly = await assembleEngine(request, settings, journal, around, ports);
    try {
      const { engine } = assembly;
      const intake = await openIntake(request, signature, journal, engine, ports);
      await engine.start();
      return {
        url: intake.url,
        aiUser: assembly.settings.aiUser,
        stop: async () => {
          try {
            await intake.close();
            await engine.drain();
            return journal.counters();
          } finally {
            await assembly.close();
            await journal.close();
          }
        },
      };
    } catch (error) {
      await assembly.close();
      throw error;
    }
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/** Where an engine takes its deliveries; each is answered once it is durable in the journal. */
export function openIntake(
  { port, path, publicUrl }: IntakePlace,
  signature: SignaturePolicy,
  journal: Journal,
  engine: Engine,
  { onRefused }: StartPorts,
) {
  return startIntake({
    port,
    path,
    ...(publicUrl && { publicUrl: new Secret(publicUrl) }),
    signature,
    journal,
    clock: systemClock,
    onAccepted: () => engine.accepted(),
    onAnswered: (receipt) => {
      if (receipt.status !== 200) onRefused?.(receipt);
    },
  });
}
