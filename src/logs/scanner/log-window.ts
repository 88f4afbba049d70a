import { LINE_FEED } from './bytes.ts';
import { WINDOW_AT } from './kernel/layout.ts';
import type { Kernel } from './kernel.ts';

/** As much may be appended at once. */
const LARGEST_PIECE = 1024 * 1024;

/** A chunk as pieces that a window has room for, beside the longest row that is not whole. */
export function* piecesOf(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length; at += LARGEST_PIECE) yield chunk.subarray(at, at + LARGEST_PIECE);
}

/** The part of a log that is looked at: what came last, and before it what was not whole yet. */
export class LogWindow {
  /** All of the kernel's memory: the log stands in it from `begin` to before `end`, and behind that line feeds. */
  readonly bytes: Uint8Array;
  readonly begin = WINDOW_AT;
  #end = WINDOW_AT;

  constructor({ bytes }: Kernel) {
    this.bytes = bytes;
  }

  get end(): number {
    return this.#end;
  }

  get length(): number {
    return this.#end - this.begin;
  }

  /** The piece may be used again afterwards. */
  append(piece: Uint8Array): void {
    this.bytes.set(piece, this.#end);
    this.#endAt(this.#end + piece.length);
  }

  /** Keeps what stands from `at` on alone; that is the beginning then. */
  dropTo(at: number): void {
    if (at === this.begin) return;
    this.bytes.copyWithin(this.begin, at, this.#end);
    this.#endAt(this.begin + this.#end - at);
  }

  /** -1 where it does not stand there. */
  indexOf(byte: number, from: number): number {
    const found = this.bytes.indexOf(byte, from);
    return found < this.#end ? found : -1;
  }

  /** -1 where it does not stand there. */
  lastIndexOf(byte: number): number {
    const found = this.bytes.lastIndexOf(byte, this.#end - 1);
    return found < this.begin ? -1 : found;
  }

  /** The same memory: valid until more is appended or dropped. */
  slice(from: number, to: number): Uint8Array {
    return this.bytes.subarray(from, to);
  }

  #endAt(end: number): void {
    this.#end = end;
    this.bytes.fill(LINE_FEED, end, end + 2);
  }
}
