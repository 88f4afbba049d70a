/** What is known when a live test begins, and how anything is read for it within its time. */
import type { World } from '../../../checks/shared/probe.ts';
import { type EvidenceError, EvidenceFailure } from '../../core/evidence.ts';
import { CHAT_CHANNEL } from '../../core/hubspot/channels.ts';
import { agentActor } from '../../engine/actors.ts';
import { type TokenIdentity, tokenIdentity } from '../../engine/identity.ts';
import { systemClock } from '../connect.ts';
import type { RunSettings } from '../settings.ts';
import type { OpenWorld } from '../world.ts';
import type { Scene } from './looks.ts';
import type { Destinations } from './script.ts';

export interface SceneOfToken extends Scene {
  to: Destinations;
  token: TokenIdentity;
  /** HubSpot's time when it began, epoch milliseconds. */
  begunAt: number;
}

/** OpenCX's clock and HubSpot's may differ by so much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** HTTP tells times in whole seconds. */
const SECOND_MS = 1_000;

/** @param timeoutMs for all of it */
export async function sceneOf(
  { settings: { given }, timeoutMs }: { settings: RunSettings; timeoutMs: number },
  open: OpenWorld,
  signal: AbortSignal,
): Promise<SceneOfToken> {
  const endsAt = systemClock.now() + timeoutMs;
  const { value } = await within(open, endsAt, signal, (world) =>
    Promise.all([world.hubspot().clock(), tokenIdentity(world.hubspot()), destinations(world)]),
  );
  const [shown, token, to] = value;
  // By HubSpot's own clock: this machine's may be minutes off.
  const begunAt = shown === undefined ? systemClock.now() : Date.parse(shown);
  const aiUser = agentActor(given.defaultUserId);
  return {
    token,
    to,
    begunAt,
    since: new Date(begunAt - SECOND_MS).toISOString(),
    sessionsSince: new Date(begunAt - CLOCKS_DIFFER_MS).toISOString(),
    ...(aiUser !== undefined && { aiUser }),
    ...(token.appId !== undefined && { appId: token.appId }),
    readUpTo: new Map(),
    strangers: new Map(),
  };
}

/** Without them the message is asked for all the same: who writes it knows an address. */
async function destinations(world: World): Promise<Destinations> {
  const ways = await unlessFailed(() => world.hubspot().waysIn());
  if ('error' in ways) return { mailboxes: [], chat: false };
  return {
    mailboxes: ways.flatMap(({ address, name }) =>
      address === undefined ? [] : [{ address, ...(name !== undefined && { name }) }],
    ),
    chat: ways.some(({ channelId }) => channelId === CHAT_CHANNEL),
  };
}

/** So that nobody is asked to write in vain. */
export async function unlessFailed<T>(work: () => Promise<T>): Promise<T | { error: EvidenceError }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EvidenceFailure) return { error: error.error };
    throw error;
  }
}

export async function within<T>(
  open: OpenWorld,
  deadlineAt: number,
  signal: AbortSignal,
  work: (world: World) => Promise<T>,
): Promise<{ value: T; calls: number }> {
  const { outcome, calls } = await open.measure({ signal, deadlineAt, onRateLimit: () => {} }, work);
  if ('error' in outcome) throw outcome.error;
  return { value: outcome.value, calls };
}
