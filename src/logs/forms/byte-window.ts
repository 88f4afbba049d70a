import { LINE_FEED } from '../scanner/bytes.ts';

const FIRST_BYTES = 1024 * 1024;
/** Some are looked at behind the end, so that nobody has to ask at each byte where that is. */
const SPARE = 64;

/** The part of a log that is looked at: what came last, and before it what was not whole yet. */
export class ByteWindow {
  #bytes = new Uint8Array(FIRST_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Of the log from 0 to before `length`. Behind it line feeds stand, and behind them anything. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Of the same bytes. */
  get view(): DataView {
    return this.#view;
  }

  get length(): number {
    return this.#length;
  }

  /** The chunk may be used again afterwards. */
  append(chunk: Uint8Array): void {
    const length = this.#length + chunk.length;
    if (length + SPARE > this.#bytes.length) this.#grow(Math.max(length + SPARE, this.#bytes.length * 2));
    this.#bytes.set(chunk, this.#length);
    this.#end(length);
  }

  /** Without the first bytes; what follows them is the beginning then. */
  drop(count: number): void {
    if (count === 0) return;
    this.#bytes.copyWithin(0, count, this.#length);
    this.#end(this.#length - count);
  }

  /** The same memory: valid until more is appended or dropped. */
  slice(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(from, to);
  }

  #end(length: number): void {
    this.#length = length;
    this.#bytes.fill(LINE_FEED, length, length + 2);
  }

  #grow(size: number): void {
    const bytes = new Uint8Array(size);
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }
}
