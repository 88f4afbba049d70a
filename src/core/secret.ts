const MASK = '[secret]';
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * A value that must not be seen: token, client secret, webhook URL, API key.
 *
 * It prints as `[secret]` however it is printed. `reveal` is called in two kinds of place only: where a request
 * is built, and where facts about the value (kind, region, last four) are read off it.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [INSPECT](): string {
    return MASK;
  }
}
