import { FIRST_REFUSAL } from '../fields/call.ts';
import { FIRST_FAILURE, isSuccess, TOO_MANY } from './statuses.ts';
import { type BinKind, binAt, createBins, numbersInOrder, type TimeBins } from './time-bins.ts';

/** The thirty days that HubSpot keeps are 43,200 minutes. */
const MOST_MINUTES = 50_000;

/** What is known of a stretch of time: how many calls, and of which outcome. */
const CALLS = 0;
const REFUSED = 1;
const RATE_LIMITED = 2;
const FAILED = 3;
/** The first call that succeeded and the last, in epoch milliseconds: Infinity and -Infinity where none did. */
const SUCCEEDED = 4;
/** The same of calls that did not, and for which the token was taken. */
const ACCEPTED = 6;
const SIZE = 8;

const FIRST_SIZE = 64 * SIZE;

/** Stretches of time from the first to the last, each with its place in every column. Times are epoch milliseconds. */
export interface ActivityInOrder {
  /** Milliseconds. */
  width: number;
  startsAt: Float64Array;
  calls: Float64Array;
  refused: Float64Array;
  rateLimited: Float64Array;
  failed: Float64Array;
  /** Infinity and -Infinity where none succeeded. */
  firstSuccess: Float64Array;
  lastSuccess: Float64Array;
  /** The same of calls for which the token was taken. */
  firstAccepted: Float64Array;
  lastAccepted: Float64Array;
}

/**
 * All calls of a log, by stretches of time. A long log has tens of thousands of minutes: what is known of them stands in
 * one array of numbers, since as objects they would keep the collector busy for as long as the log is read.
 */
export class Activity {
  /** For each stretch where it begins in `cells`. */
  readonly #bins: TimeBins<number> = createBins();
  readonly #kind: BinKind<number> = {
    most: MOST_MINUTES,
    create: () => this.#take(),
    absorb: (into, from) => this.#absorb(into, from),
  };
  #cells = new Float64Array(FIRST_SIZE);
  #end = 0;

  /** @param at epoch milliseconds */
  count(at: number, status: number): void {
    const bin = binAt(this.#bins, this.#kind, at);
    this.#add(bin + CALLS, 1);
    if (isSuccess(status)) this.#extend(bin + SUCCEEDED, at, at);
    else if (status === TOO_MANY) this.#add(bin + RATE_LIMITED, 1);
    else if (status >= FIRST_FAILURE) this.#add(bin + FAILED, 1);
    else if (status >= FIRST_REFUSAL) this.#add(bin + REFUSED, 1);
  }

  /** Of a call that was counted and did not succeed: the token was taken for it. */
  accept(at: number): void {
    this.#extend(binAt(this.#bins, this.#kind, at) + ACCEPTED, at, at);
  }

  /** A call that succeeded, and that counts nowhere. */
  passOver(at: number): void {
    this.#extend(binAt(this.#bins, this.#kind, at) + SUCCEEDED, at, at);
  }

  inOrder(): ActivityInOrder {
    const { bins, width } = this.#bins;
    const numbers = numbersInOrder(this.#bins);
    const begins = numbers.map((number) => bins.get(number) ?? 0);
    const column = (place: number) => begins.map((bin) => this.#cells[bin + place] ?? 0);
    const [firstSuccess, lastSuccess] = [column(SUCCEEDED), column(SUCCEEDED + 1)];
    return {
      width,
      startsAt: numbers.map((number) => number * width),
      calls: column(CALLS),
      refused: column(REFUSED),
      rateLimited: column(RATE_LIMITED),
      failed: column(FAILED),
      firstSuccess,
      lastSuccess,
      firstAccepted: column(ACCEPTED).map((first, index) => Math.min(first, firstSuccess[index] ?? first)),
      lastAccepted: column(ACCEPTED + 1).map((last, index) => Math.max(last, lastSuccess[index] ?? last)),
    };
  }

  #take(): number {
    const bin = this.#end;
    this.#end += SIZE;
    if (this.#end > this.#cells.length) {
      const cells = new Float64Array(this.#cells.length * 2);
      cells.set(this.#cells);
      this.#cells = cells;
    }
    for (const span of [SUCCEEDED, ACCEPTED]) {
      this.#cells[bin + span] = Number.POSITIVE_INFINITY;
      this.#cells[bin + span + 1] = Number.NEGATIVE_INFINITY;
    }
    return bin;
  }

  #absorb(into: number, from: number): void {
    const cells = this.#cells;
    for (let place = CALLS; place < SUCCEEDED; place += 1) this.#add(into + place, cells[from + place] ?? 0);
    for (const span of [SUCCEEDED, ACCEPTED])
      this.#extend(into + span, cells[from + span] ?? 0, cells[from + span + 1] ?? 0);
  }

  #add(place: number, count: number): void {
    this.#cells[place] = (this.#cells[place] ?? 0) + count;
  }

  #extend(span: number, first: number, last: number): void {
    const cells = this.#cells;
    if (first < (cells[span] ?? 0)) cells[span] = first;
    if (last > (cells[span + 1] ?? 0)) cells[span + 1] = last;
  }
}
