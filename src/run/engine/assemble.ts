import { resolve } from 'node:path';
import type { Flags } from '../../config/flags.ts';
import { proxyOf } from '../../config/proxy.ts';
import type { WebhookEvent } from '../../core/event.ts';
import { EvidenceFailure } from '../../core/evidence.ts';
import { variableFor } from '../../core/given.ts';
import { USER_ID_FORM, userIdMeant, userNumber } from '../../core/hubspot/user-id.ts';
import { explainDelivery } from '../../engine/explain/explain.ts';
import type { ExplainedEvent } from '../../engine/explain/explanation.ts';
import { lookAtToken, type TokenLook } from '../../engine/identity.ts';
import type { JournalledEvent } from '../../engine/journal/journal.ts';
import { LaneLost, type WorkedJournal } from '../../engine/journal/lane-queue.ts';
import { isEndpoint } from '../../engine/outbound/endpoint.ts';
import { createOutbound } from '../../engine/outbound/hubspot.ts';
import { openDelivery } from '../../engine/outbound/reply-delivery.ts';
import { openResponder } from '../../engine/outbound/responder.ts';
import { createEngine, type Engine } from '../../engine/run/engine.ts';
import type { JournalFailed } from '../../engine/run/recorder.ts';
import { systemTimers } from '../../engine/run/timers.ts';
import { unlessAborted } from '../../engine/run/unless-aborted.ts';
import { type EngineSettings, withoutDelays } from '../../engine/settings.ts';
import { engineSettings, type StatedSettings } from '../../engine/stated-settings.ts';
import { expectPlaceFor } from '../../files/text-file.ts';
import { UsageError } from '../../files/usage-error.ts';
import { guardedReader } from '../../hubspot/guarded-reader.ts';
import { connect, usableToken } from '../connect.ts';
import type { RunSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';

/** What an engine is made of, whatever it works on. */
export interface EngineParts extends StatedSettings {
  /** What is given on top of the environment and the configuration file. */
  flags: Flags;
  /** Who answers: a script of patterns or an endpoint; nobody when left out. */
  responder?: string;
  /** Where a rep's replies go: `console`, a file, or an endpoint. */
  deliver: string;
  /** Of a HubSpot call. */
  retries: number;
  /** Milliseconds for one request. */
  timeoutMs: number;
  /** false leaves out the documented delays of 5 and 15 seconds. */
  delays: boolean;
}

/** What an engine tells while it works. */
export interface EnginePorts {
  onEnded?(event: JournalledEvent): void;
  /** A rep's reply, for `deliver: 'console'`; it fails where this is missing or rejects. */
  onReply?(line: string): Promise<void>;
  /** The journal cannot be written, or an event in it not be read: what becomes of the event, and why, where that is known. */
  onFault?(event: Exclude<JournalFailed['event'], 'taken-over'>, why?: UsageError): void;
  /** A conversation is in another hand, which has marked what this engine had begun there: its lane. */
  onTakenOver?(lane: string): void;
  /** The journal can be written again: how long it could not, in milliseconds. */
  onMended?(lastedMs: number): void;
  /** Closes that the journal held cannot be read any more: their threads, whose tickets stay open. */
  onDamage?(threadIds: readonly string[]): void;
}

export interface Assembly {
  engine: Engine;
  settings: EngineSettings;
  /** What HubSpot said of the token. */
  token: TokenLook;
  /** What would be done about an event if it came now, by the rules of the engine; nothing is done by asking. */
  foresee(event: WebhookEvent, how: 'delivered' | 'again'): Promise<ExplainedEvent>;
}

/** All that an engine needs beside its journal. */
export interface PreparedEngine {
  /**
   * Asks HubSpot whose token it is, and puts the engine together over a journal.
   *
   * @throws whatever the signal was aborted with, without waiting for HubSpot
   */
  over(journal: WorkedJournal): Promise<Assembly>;
  close(): Promise<void>;
}

/**
 * Prepares an engine from what was set. Nothing is asked of anybody yet, so that what cannot be used is told at once.
 *
 * @throws UsageError without a usable token, for a Default User ID that is none, for a responder script that cannot be read, for an address that may not be
 *   used, for a file of replies that cannot be written
 */
export async function prepareEngine(
  parts: EngineParts,
  settings: RunSettings,
  around: Surroundings,
  { onEnded, onReply, onMended, onDamage, ...ports }: EnginePorts,
): Promise<PreparedEngine> {
  expectToken(settings);
  expectUserId(settings.given);
  const { timeoutMs, deliver } = parts;
  const tellFault = (fault: JournalFailed) => sortFault(fault, ports);
  const { wire, hubspot, writer, close } = await connect(
    { ...settings, allowedHosts: [...settings.allowedHosts, ...endpointHosts(parts)] },
    // The engine looks for a write before it repeats one, so the wire must not repeat by itself.
    { timeoutMs, maxTries: 1, proxy: proxyOf(around.env) },
  );
  try {
    const [reading, writing] = [hubspot(), writer()];
    if (!reading || !writing) throw noToken(settings);
    const portal = { ...reading, ...writing };
    const access = { wire, timeoutMs, cwd: around.cwd };
    const responder = await openResponder(parts.responder, access);
    if (isFile(deliver)) await expectPlaceFor(resolve(around.cwd, deliver), 'file of replies');
    const delivery = openDelivery(deliver, { ...access, writeLine: onReply ?? nobodyReads });
    return {
      async over(journal) {
        const token = await unlessAborted(lookAtToken(portal), around.signal);
        const stated = engineSettings(parts, settings.given, token.identity);
        const paced = parts.delays ? stated : withoutDelays(stated);
        const rules = { ...paced, retries: parts.retries };
        const engine = createEngine({
          settings: rules,
          journal,
          outbound: createOutbound({ hubspot: portal, retries: rules.retries, sleep: systemTimers.wait }),
          responder,
          delivery,
          timers: systemTimers,
          ...(onEnded && { onEnded }),
          onFault: tellFault,
          ...(onMended && { onMended }),
          ...(onDamage && { onDamage }),
        });
        const foresee: Assembly['foresee'] = async (event, how) => {
          const known = how === 'delivered' ? journal : { session: journal.session };
          const [foreseen] = await explainDelivery([event], rules, guardedReader(portal), known);
          return foreseen ?? { event, decision: null, effects: [] };
        };
        return { engine, settings: rules, token, foresee };
      },
      close,
    };
  } catch (error) {
    await close();
    if (error instanceof EvidenceFailure && error.error.kind === 'not-configured')
      throw new UsageError(error.message);
    throw error;
  }
}

function sortFault(
  { event, cause }: JournalFailed,
  { onFault, onTakenOver }: Pick<EnginePorts, 'onFault' | 'onTakenOver'>,
): void {
  if (event !== 'taken-over') onFault?.(event, cause instanceof UsageError ? cause : undefined);
  else if (cause instanceof LaneLost) onTakenOver?.(cause.lane);
}

function isFile(deliver: string): boolean {
  return deliver !== 'console' && !isEndpoint(deliver);
}

/** @throws UsageError where there is none */
function expectToken(settings: RunSettings): void {
  if (!usableToken(settings)) throw noToken(settings);
}

/**
 * The AI would own no conversation. The word is not repeated: it may be a secret that was pasted into the wrong field.
 *
 * @throws UsageError for what is no user id; that none is given may be meant
 */
function expectUserId({ defaultUserId = '' }: RunSettings['given']): void {
  if (defaultUserId === '' || userNumber(defaultUserId) !== undefined) return;
  const meant = userIdMeant(defaultUserId);
  throw new UsageError(`What was given as the Default User ID does not have ${USER_ID_FORM}.`, {
    hint: `${meant ? `Did you mean ${meant}? ` : ''}Give it as OpenCX shows it, such as --default-user A-7001, or leave it out: then the AI answers nothing.`,
  });
}

async function nobodyReads(): Promise<never> {
  throw new Error('Nobody reads replies here.');
}

function noToken({ given }: RunSettings): UsageError {
  return new UsageError('The engine reads and writes HubSpot, and there is no usable token for it.', {
    hint: `Give it with ${variableFor('tokenVariable', given)} or --token-file, or try \`opencx-hubspot engine start --sandbox healthy-email\`.`,
  });
}

/** An endpoint that was named for this run may be called. */
function endpointHosts({ responder = '', deliver }: EngineParts): string[] {
  return [responder, deliver].filter(isEndpoint).map((target) => new URL(target).hostname);
}
