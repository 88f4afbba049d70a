/** Does the jobs of one lane in the order in which they came; lanes do not wait for each other but for a slot. */
export class Lanes {
  readonly #slots: Slots;
  readonly #tails = new Map<string, Promise<void>>();
  #open = true;

  constructor(slots: Slots) {
    this.#slots = slots;
  }

  /** @param job never rejects */
  add(lane: string, job: () => Promise<void>): void {
    const before = this.#tails.get(lane) ?? Promise.resolve();
    const tail: Promise<void> = before.then(() => this.#begin(job)).then(() => this.#forget(lane, tail));
    this.#tails.set(lane, tail);
  }

  /** From now on no job begins; those under way go on. */
  close(): void {
    this.#open = false;
  }

  /** Resolves when nothing is under way or in line. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }

  async #begin(job: () => Promise<void>): Promise<void> {
    if (!this.#open) return;
    await this.#slots.within(async () => {
      if (this.#open) await job();
    });
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
