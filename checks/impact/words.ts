/** How a count over a period is put into words. Times are UTC, to the minute: seconds would pretend to more than is known. */
import { channelName } from '../../src/core/hubspot/channels.ts';
import type { Impact, Share, Turn } from '../../src/core/impact.ts';
import { intervalOf } from './interval.ts';

export function moment(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

/** `12 of 87 (14 %)`, and for a sample between which shares that of all lies. */
export function sayCount({ hit, of, sample }: Pick<Share, 'hit' | 'of' | 'sample'>): string {
  const share = `${hit} of ${of} (${percent(hit / of)} %`;
  if (sample === undefined) return `${share})`;
  const [low, high] = intervalOf(hit, of);
  return `${share}; of all, between ${percent(low)} and ${percent(high)} % with 95 % confidence)`;
}

/** That not all were looked at; '' where they were. */
export function saySample({ sample }: Share): string {
  return sample === undefined ? '' : ` A sample: ${sample.read} of ${sample.of} were looked at.`;
}

/** When they were hit: by the change from one to the other where there is one, else by the first and the last. */
export function sayWhen({ turn, firstAt, lastAt }: Share): string | undefined {
  if (turn) return sayTurn(turn);
  if (firstAt === undefined || lastAt === undefined) return undefined;
  return firstAt === lastAt
    ? `at ${moment(firstAt)}`
    : `the first ${moment(firstAt)}, the last ${moment(lastAt)}`;
}

/** `none until 2026-11-20 14:02 UTC, all since 2026-11-20 14:05 UTC`, or how many where it is not quite so. */
function sayTurn({ lastBefore, firstSince, before, since }: Turn): string {
  return `${howMany(before)} until ${moment(lastBefore)}, ${howMany(since)} since ${moment(firstSince)}`;
}

function howMany({ of, hit }: Turn['before']): string {
  if (hit === 0) return 'none';
  return hit === of ? `all ${of}` : `${hit} of ${of}`;
}

/** Named in full up to here; what follows is summed up. */
const PLACES = 3;

/** Where those that are hit are; undefined where there is one place only. */
export function sayPlaces({ places }: Share): string | undefined {
  if (places.length < 2) return undefined;
  const hit = places.filter((place) => place.hit > 0);
  const named = hit.slice(0, PLACES).map(({ channel, inbox, hit: count, of }) => {
    const where = inbox === undefined ? channelName(channel) : `${channelName(channel)} in inbox ${inbox}`;
    return `${where}: ${count} of ${of}`;
  });
  const rest = hit.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more places`] : [])].join('; ');
}

export function sayPeriod({ from, to, whole }: Impact): string {
  return whole
    ? `since ${moment(from)}`
    : `from ${moment(from)} to ${moment(to)}, as far as there was time to list them`;
}

const percent = (share: number) => Math.round(share * 100);
