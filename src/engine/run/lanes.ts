/** Does the jobs of one lane in the order in which they came; lanes do not wait for each other but for a slot. */
export class Lanes {
  readonly #slots: Slots;
  readonly #tails = new Map<string, Promise<void>>();
  #open = true;

  constructor(slots: Slots) {
    this.#slots = slots;
  }

  /**
   * @param job never rejects
   * @returns what the job returned; undefined where it did not begin
   */
  add<T>(lane: string, job: () => Promise<T>): Promise<T | undefined> {
    const before = this.#tails.get(lane) ?? Promise.resolve();
    const result = before.then(() => this.#begin(job));
    const tail: Promise<void> = result.then(() => this.#forget(lane, tail));
    this.#tails.set(lane, tail);
    return result;
  }

  /** From now on no job begins; those under way go on. */
  close(): void {
    this.#open = false;
  }

  /** Resolves when nothing is under way or in line. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }

  async #begin<T>(job: () => Promise<T>): Promise<T | undefined> {
    if (!this.#open) return undefined;
    return this.#slots.within(async () => (this.#open ? job() : undefined));
  }

  #forget(lane: string, tail: Promise<void>): void {
    if (this.#tails.get(lane) === tail) this.#tails.delete(lane);
  }
}

/** How many works may be under way at once; whoever comes too late waits in line. */
export class Slots {
  #free: number;
  readonly #line: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** How many works could begin at once. */
  get free(): number {
    return this.#free;
  }

  async within<T>(work: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work();
    } finally {
      this.#give();
    }
  }

  /** Gives the slot away for as long as somebody only waits, and takes one again afterwards. */
  async without<T>(wait: () => Promise<T>): Promise<T> {
    this.#give();
    try {
      return await wait();
    } finally {
      await this.#take();
    }
  }

  async #take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.#line.push(resolve));
  }

  #give(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#free += 1;
  }
}
