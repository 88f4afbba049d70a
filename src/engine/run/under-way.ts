import { DamagedRecord } from '../journal/journal.ts';

export interface UnderWayOptions {
  /** Whether there may be something to take up, and room for it. */
  mayTakeUp(): boolean;
  /** Takes up what there is room for; one look at a time. @throws what the journal throws where it cannot be read */
  takeUp(): Promise<void>;
  /** Resolves when what could not be done may be tried again, or nothing is to be begun any more. */
  again(): Promise<void>;
  onFault(error: unknown): void;
}

/** What a backlog has under way, the look for more and the work on each lane, from the start until nothing more is begun. */
export class UnderWay {
  readonly #options: UnderWayOptions;
  readonly #running = new Set<Promise<void>>();
  #looking = false;
  #open = false;

  constructor(options: UnderWayOptions) {
    this.#options = options;
  }

  /** Whether more may be begun. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** @throws what the journal throws where it cannot be read */
  async start(): Promise<void> {
    this.#open = true;
    await this.#look();
  }

  /** Looks for more where there may be some; whoever is told of it meanwhile leaves it to the look that is under way. */
  refill(): void {
    if (!this.#open || this.#looking || !this.#options.mayTakeUp()) return;
    this.follow(this.#look().catch((error: unknown) => this.#lookAgain(error)));
  }

  /** @param work never rejects */
  follow(work: Promise<void>): void {
    const followed = work.finally(() => this.#running.delete(followed));
    this.#running.add(followed);
  }

  /** Begins nothing more. */
  stop(): void {
    this.#open = false;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #look(): Promise<void> {
    this.#looking = true;
    try {
      await this.#options.takeUp();
    } finally {
      this.#looking = false;
    }
  }

  async #lookAgain(error: unknown): Promise<void> {
    const { onFault, again } = this.#options;
    onFault(error);
    if (error instanceof DamagedRecord) return;
    await again();
    this.refill();
  }
}
