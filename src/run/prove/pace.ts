import type { Pace } from './perform.ts';

const LOOK_EVERY_MS = 3_000;
/** A person reads, writes and sends. */
const PERSONS_SHARE = 5;
/** On this machine nobody's limits are to be spared. */
const LOOK_HERE_EVERY_MS = 50;
/** Where both sides are played nothing takes long, and all of it together no longer than this. */
const PLAYED = { betweenMs: 25, systemMs: 3_000, inAllMs: 30_000 };

/** Where a test is made: in HubSpot, in an emulated portal on this machine, or in one whose other side is played too. */
export type Where = 'hubspot' | 'here' | 'played';

/**
 * How long things are looked for, and how often.
 *
 * @param patienceMs for each hop; what a person has to do may take five times as long
 */
export function paceOf(patienceMs: number, where: Where): Pace {
  const isPlayed = where === 'played';
  const betweenMs = { hubspot: LOOK_EVERY_MS, here: LOOK_HERE_EVERY_MS, played: PLAYED.betweenMs };
  const system = isPlayed ? Math.min(patienceMs, PLAYED.systemMs) : patienceMs;
  return {
    patience: { person: patienceMs * PERSONS_SHARE, system, glance: 0 },
    betweenMs: betweenMs[where],
    inAllMs: isPlayed ? PLAYED.inAllMs : Number.POSITIVE_INFINITY,
    delays: !isPlayed,
    sparing: where === 'hubspot',
  };
}
