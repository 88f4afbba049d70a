/** From single conversations to counts: how many are hit, where, and since when. */
import type { Share, Turn } from '../../src/core/impact.ts';

/** One conversation that something could be told of. */
export interface Case {
  threadId: string;
  /** ISO time that it is put in order by. */
  at: string;
  /** Word of the channel on which it began. */
  channel: string;
  inbox?: string | undefined;
  hit: boolean;
}

/** A reader opens one or two; more would only be a list of customers. */
const EXAMPLES = 3;

/** @param sample of how many conversations how many were looked at for the cases */
export function shareOf(cases: readonly Case[], sample?: Share['sample']): Share {
  const inOrder = [...cases].sort((one, other) => one.at.localeCompare(other.at));
  const hit = inOrder.filter((each) => each.hit);
  const [first, last] = [hit[0], hit.at(-1)];
  const turn = turnOf(inOrder);
  return {
    of: cases.length,
    hit: hit.length,
    ...(sample && sample.read < sample.of && { sample }),
    ...(first && last && { firstAt: first.at, lastAt: last.at }),
    ...(turn && { turn }),
    places: placesOf(inOrder),
    examples: hit
      .slice(-EXAMPLES)
      .reverse()
      .map(({ threadId }) => threadId),
  };
}

function placesOf(cases: readonly Case[]): Share['places'] {
  const places = new Map<string, Share['places'][number]>();
  for (const { channel, inbox, hit } of cases) {
    const key = `${channel} ${inbox}`;
    const place = places.get(key) ?? { channel, ...(inbox !== undefined && { inbox }), of: 0, hit: 0 };
    places.set(key, { ...place, of: place.of + 1, hit: place.hit + Number(hit) });
  }
  return [...places.values()].sort((one, other) => other.hit - one.hit || other.of - one.of);
}

/** Fewer than these on a side may be chance. */
const LEAST_ON_A_SIDE = 3;
/** Of a side, as much as may be otherwise than the rest of it. */
const MOST_OTHERWISE = 0.1;

/** Where the cases change over from nearly all to nearly none, or the other way round; undefined where they do not. */
function turnOf(inOrder: readonly Case[]): Turn | undefined {
  const all = inOrder.length;
  const hits = inOrder.filter(({ hit }) => hit).length;
  let best: { at: number; hitBefore: number; strength: number } | undefined;
  let hitBefore = 0;
  for (let at = 1; at < all; at += 1) {
    hitBefore += Number(inOrder[at - 1]?.hit);
    // No time lies between two of the same moment.
    if (at < LEAST_ON_A_SIDE || all - at < LEAST_ON_A_SIDE || inOrder[at - 1]?.at === inOrder[at]?.at)
      continue;
    const strength = Math.abs(hitBefore / at - (hits - hitBefore) / (all - at));
    if (best === undefined || strength > best.strength) best = { at, hitBefore, strength };
  }
  if (best === undefined) return undefined;
  const before = { of: best.at, hit: best.hitBefore };
  const since = { of: all - best.at, hit: hits - best.hitBefore };
  const [lastBefore, firstSince] = [inOrder[best.at - 1]?.at, inOrder[best.at]?.at];
  const to = directionOf(before.hit / before.of, since.hit / since.of);
  if (to === undefined || lastBefore === undefined || firstSince === undefined) return undefined;
  return { to, lastBefore, firstSince, before, since };
}

function directionOf(before: number, since: number): Turn['to'] | undefined {
  if (before <= MOST_OTHERWISE && since >= 1 - MOST_OTHERWISE) return 'hit';
  if (before >= 1 - MOST_OTHERWISE && since <= MOST_OTHERWISE) return 'well';
  return undefined;
}
