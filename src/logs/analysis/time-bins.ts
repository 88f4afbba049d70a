const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds. A hundred years are 1,218 of the widest, so any log fits. */
const WIDTHS = [MINUTE, HOUR, DAY, 30 * DAY] as const;

/** What is kept for each stretch of time. */
export interface TimeBins<T> {
  /** Width of a bin in milliseconds. */
  width: number;
  /** By the number of the bin, counted from 1970. */
  bins: Map<number, T>;
  /** The bin of the call before: most calls fall into the same one. */
  latest: number;
  latestBin: T | null;
}

/** How the bins of one kind are made and joined. */
export interface BinKind<T> {
  /** More bins than these are joined into wider ones. */
  most: number;
  create(): T;
  absorb(into: T, from: T): void;
}

export function createBins<T>(): TimeBins<T> {
  return { width: MINUTE, bins: new Map(), latest: Number.NaN, latestBin: null };
}

/**
 * The bin that a time falls into. A bin is a minute wide, then an hour, then a day, each as soon as there are too
 * many of the narrower ones: how many there are does not depend on the order in which they come, so the width in
 * the end does not either.
 */
export function binAt<T>(bins: TimeBins<T>, kind: BinKind<T>, at: number): T {
  const number = Math.floor(at / bins.width);
  return number === bins.latest && bins.latestBin !== null ? bins.latestBin : enter(bins, kind, number, at);
}

function enter<T>(bins: TimeBins<T>, kind: BinKind<T>, number: number, at: number): T {
  const bin = bins.bins.get(number) ?? kind.create();
  bins.bins.set(number, bin);
  if (bins.bins.size > kind.most && widen(bins, kind)) return binAt(bins, kind, at);
  bins.latest = number;
  bins.latestBin = bin;
  return bin;
}

/** Joins the bins into those of the next width; says whether there was one. */
function widen<T>(bins: TimeBins<T>, kind: BinKind<T>): boolean {
  const wider = WIDTHS.find((width) => width > bins.width);
  if (wider === undefined) return false;
  const narrow = bins.bins;
  const narrowWidth = bins.width;
  bins.width = wider;
  bins.bins = new Map();
  bins.latest = Number.NaN;
  bins.latestBin = null;
  for (const [number, bin] of narrow) kind.absorb(binAt(bins, kind, number * narrowWidth), bin);
  return true;
}

/** The numbers of the bins by time. */
export function numbersInOrder({ bins }: Readonly<TimeBins<unknown>>): Float64Array {
  return Float64Array.from(bins.keys()).sort();
}

/** By time. `startsAt` in epoch milliseconds. */
export function sortedBins<T>(sorted: Readonly<TimeBins<T>>): { startsAt: number; bin: T }[] {
  const { bins, width } = sorted;
  return Array.from(numbersInOrder(sorted), (number) => ({
    startsAt: number * width,
    bin: bins.get(number) as T,
  }));
}
