import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
  selvesOfPairs,
} from '../scanner/bytes.ts';
import { ByteWindow } from './byte-window.ts';

/** Bytes of one record that are kept at most; a HAR keeps whole downloads as text. */
const LONGEST_RECORD = 64 * 1024 * 1024;

export interface RecordSink {
  /**
   * @param text of a record: valid until the call ends, and not known to be JSON
   * @param line that it begins on, from 1
   * @returns whether it is JSON: if not, nothing after it is read
   */
  record(text: Uint8Array, line: number): boolean;
  /** Nothing after this line can be read. */
  stopped(line: number, reason: string): void;
}

/** What may come next, outside of records. */
type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

/** An object or array on the way to the records. */
interface Container {
  isArray: boolean;
  /** Its values are records. */
  holdsRecords: boolean;
  /** Of the key that was read last. */
  key: string;
}

/**
 * Cuts the records out of JSON documents that come one after the other, without a look into them: strings are passed
 * over, and braces and brackets counted. Only one record is kept at a time.
 */
export class JsonRecords {
  readonly #keys: readonly (readonly string[])[] | undefined;
  readonly #sink: RecordSink;
  readonly #window = new ByteWindow();
  readonly #selves = selvesOfPairs();
  readonly #around: Container[] = [];
  #expected: Expected = 'value';
  #line = 1;
  /** Where the value, or key, that is passed over begins in the window; -1: none is. */
  #from = -1;
  #fromLine = 1;
  /** How far the window was looked at. */
  #place = 0;
  /** Braces and brackets that are open within the value. */
  #depth = 0;
  #isInString = false;
  #hasStopped = false;

  /**
   * @param keys those, on each floor, that an array of records lies under; none: the document is one; undefined: each
   * document is a record
   */
  constructor(keys: readonly (readonly string[])[] | undefined, sink: RecordSink) {
    this.#keys = keys;
    this.#sink = sink;
  }

  get hasStopped(): boolean {
    return this.#hasStopped;
  }

  write(chunk: Uint8Array): void {
    const window = this.#window;
    window.append(chunk);
    while (!this.#hasStopped && (this.#from < 0 ? this.#step() : this.#passOver()));
    const read = this.#from < 0 ? this.#place : this.#from;
    window.drop(read);
    this.#place -= read;
    if (this.#from >= 0) this.#from = 0;
    if (window.length > LONGEST_RECORD) this.#stop('longer than 64 MB; nothing after it was read');
  }

  /** @returns whether the text ends too early */
  end(): boolean {
    if (!this.#hasStopped && this.#from >= 0) this.write(Buffer.from('\n'));
    return !this.#hasStopped && (this.#from >= 0 || this.#around.length > 0);
  }

  #stop(reason = 'not JSON; nothing after it was read'): false {
    this.#hasStopped = true;
    this.#sink.stopped(this.#line, reason);
    return false;
  }

  /** Goes on by one token outside of records; false: there is none any more. */
  #step(): boolean {
    const { bytes, length } = this.#window;
    while (this.#place < length && (bytes[this.#place] ?? 0) <= SPACE) {
      if (bytes[this.#place] === LINE_FEED) this.#line += 1;
      this.#place += 1;
    }
    if (this.#place >= length) return false;
    const byte = bytes[this.#place] ?? 0;
    const container = this.#around.at(-1);
    switch (this.#expected) {
      case 'colon':
        return byte === COLON ? this.#goOn('value') : this.#stop();
      case 'comma or end':
        if (byte === COMMA) return this.#goOn(container?.isArray ? 'value' : 'key');
        return this.#close(byte);
      case 'key or end':
        return byte === QUOTE ? this.#begin() : this.#close(byte);
      case 'key':
        return byte === QUOTE ? this.#begin() : this.#stop();
      case 'value or end':
        return byte === CLOSE_BRACKET ? this.#close(byte) : this.#value(byte);
      case 'value':
        return this.#value(byte);
    }
  }

  #goOn(expected: Expected): true {
    this.#place += 1;
    this.#expected = expected;
    return true;
  }

  #begin(): true {
    this.#from = this.#place;
    this.#fromLine = this.#line;
    this.#depth = 0;
    return true;
  }

  #close(byte: number): boolean {
    const container = this.#around.at(-1);
    if (container === undefined || byte !== (container.isArray ? CLOSE_BRACKET : CLOSE_BRACE))
      return this.#stop();
    this.#around.pop();
    return this.#goOn(this.#around.length === 0 ? 'value' : 'comma or end');
  }

  /** A value that lies on the way to the records is opened; any other is passed over. */
  #value(byte: number): boolean {
    const around = this.#around.at(-1);
    const keys = this.#keys;
    if (keys === undefined || around?.holdsRecords) return this.#begin();
    const floor = this.#around.length;
    const isOnTheWay = around === undefined || keys[floor - 1]?.includes(around.key);
    const isLast = floor === keys.length;
    if (!isOnTheWay || byte !== (isLast ? OPEN_BRACKET : OPEN_BRACE)) return this.#begin();
    this.#around.push({ isArray: isLast, holdsRecords: isLast, key: '' });
    return this.#goOn(isLast ? 'value or end' : 'key or end');
  }

  /** Passes over a value or key as far as the window goes; false: it goes on behind it. */
  #passOver(): boolean {
    const { bytes, view, length } = this.#window;
    const selvesOf = this.#selves;
    let place = this.#place;
    for (;;) {
      if (this.#isInString) {
        let selves = selvesOf[view.getUint16(place, true)] ?? 0;
        while (selves === 2) {
          place += 2;
          selves = selvesOf[view.getUint16(place, true)] ?? 0;
        }
        place = Math.min(place + selves, length);
        const isCutEscape = bytes[place] === BACKSLASH && place + 1 >= length;
        if (place >= length || isCutEscape) return this.#wait(place);
        this.#isInString = bytes[place] !== QUOTE;
        place += bytes[place] === BACKSLASH ? 2 : 1;
        if (!this.#isInString && this.#depth === 0) return this.#finish(place);
        continue;
      }
      if (place >= length) return this.#wait(place);
      const byte = bytes[place] ?? 0;
      if (byte === QUOTE) this.#isInString = true;
      else if (byte === LINE_FEED) this.#line += 1;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth += 1;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        // One that closes what lies around a word or a number.
        if (this.#depth === 0) return this.#finish(place);
        this.#depth -= 1;
        if (this.#depth === 0) return this.#finish(place + 1);
      } else if (this.#depth === 0 && place > this.#from && (byte === COMMA || byte <= SPACE))
        return this.#finish(place);
      place += 1;
    }
  }

  #wait(place: number): false {
    this.#place = place;
    return false;
  }

  #finish(end: number): boolean {
    const text = this.#window.slice(this.#from, end);
    const from = this.#from;
    this.#place = end;
    this.#from = -1;
    const around = this.#around.at(-1);
    if (this.#expected.startsWith('key')) {
      this.#expected = 'colon';
      if (around !== undefined) around.key = keyOf(text);
      return true;
    }
    this.#expected = this.#around.length === 0 ? 'value' : 'comma or end';
    const isRecord = this.#keys === undefined || around?.holdsRecords === true;
    if (end === from) return this.#stop();
    return !isRecord || this.#sink.record(text, this.#fromLine) ? true : this.#stop();
  }
}

function keyOf(quoted: Uint8Array): string {
  try {
    return String(JSON.parse(Buffer.from(quoted).toString('utf8')));
  } catch {
    return '';
  }
}
