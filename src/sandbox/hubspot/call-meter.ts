const TEN_SECONDS = 10_000;
const SECOND = 1000;

/** HubSpot's burst limits for a private app of the Professional and Enterprise tiers, and for the CRM search. */
export const CALLS_PER_TEN_SECONDS = 190;
export const SEARCHES_PER_SECOND = 5;

/** Counts calls in rolling windows, by the machine's own clock: a limit is about real time. */
export class CallMeter {
  #calls: number[] = [];
  #searches: number[] = [];
  #total = 0;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  count(search: boolean): void {
    const now = this.#now();
    this.#calls = [...this.#calls.filter((at) => at > now - TEN_SECONDS), now];
    if (search) this.#searches = [...this.#searches.filter((at) => at > now - SECOND), now];
    this.#total += 1;
  }

  /** Calls since the sandbox started. */
  get total(): number {
    return this.#total;
  }

  get inTenSeconds(): number {
    return this.#calls.length;
  }

  get searchesInASecond(): number {
    return this.#searches.length;
  }

  reset(): void {
    this.#calls = [];
    this.#searches = [];
    this.#total = 0;
  }
}
