/** How often is told how many more there were, in milliseconds. */
const EVERY_MS = 60_000;

/** Tells of deliveries that were not taken: of each status the first at once, and how many more there were each minute. */
export class Refusals {
  readonly #say: (line: string) => void;
  /** By status: those that were not told yet. */
  readonly #untold = new Map<number, number>();
  #clock: NodeJS.Timeout | undefined;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  add(status: number, note: string): void {
    const untold = this.#untold.get(status);
    this.#untold.set(status, untold === undefined ? 0 : untold + 1);
    if (untold === undefined) this.#say(`A delivery was answered ${status}: ${note}`);
    this.#clock ??= setInterval(() => this.#tell(), EVERY_MS).unref();
  }

  /** Tells what was not told, and begins anew. */
  close(): void {
    this.#tell();
    this.#untold.clear();
    this.#tell();
  }

  /** A minute without any makes the next one the first again. */
  #tell(): void {
    for (const [status, untold] of this.#untold) {
      if (untold === 0) {
        this.#untold.delete(status);
        continue;
      }
      this.#untold.set(status, 0);
      this.#say(`Since then ${untold} more ${untold === 1 ? 'was' : 'were'} answered ${status}.`);
    }
    if (this.#untold.size > 0) return;
    clearInterval(this.#clock);
    this.#clock = undefined;
  }
}
