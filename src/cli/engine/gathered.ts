/** What comes many times in a short while, told together. */
export class Gathered<T> {
  readonly #withinMs: number;
  readonly #tell: (items: readonly T[]) => void;
  #items: T[] = [];
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param withinMs how long the first waits for others, in milliseconds
   * @param tell is not called for none
   */
  constructor(withinMs: number, tell: (items: readonly T[]) => void) {
    this.#withinMs = withinMs;
    this.#tell = tell;
  }

  add(item: T): void {
    this.#items.push(item);
    this.#timer ??= setTimeout(() => this.tell(), this.#withinMs).unref();
  }

  /** Waits for no others. */
  tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const items = this.#items;
    this.#items = [];
    if (items.length > 0) this.#tell(items);
  }
}
