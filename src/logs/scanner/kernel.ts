/** The kernel, and what stands in its memory. */
import code from './kernel/index.wasm';
import {
  DURATIONS_AT,
  FROM_AT,
  KINDS_AT,
  MEMORY_SIZE,
  MOST_ROWS,
  MOST_VALUES,
  ROW_AT,
  ROW_CELLS,
  ROW_DURATION,
  ROW_IS_EMPTY,
  ROW_LINES,
  ROW_SET,
  ROWS_COUNT,
  ROWS_LINES,
  ROWS_STOP,
  TIMES_AT,
  TO_AT,
} from './kernel/layout.ts';

const PAGE_BYTES = 65_536;
/** So much of the memory is looked at as floating point numbers. */
const FLOATS = (ROW_DURATION + 8) / 8;

/** Places are those in its memory; 0 stands for none. */
interface KernelCode {
  /** The place behind the row of JSON that begins at `from`, and behind its line; 0: it is left to a parser. */
  readRow(from: number, keys: number): number;
  /** The place behind the row of a table that begins at `at`, and behind what ends it; 0: not all of it is there. */
  cutRow(at: number, end: number, delimiter: number): number;
  /** How far rows of known kinds go from `at` on, up to before `end`: where the next line begins, which may be any. */
  readRows(at: number, end: number, keys: number, longest: number): number;
  /** The same of a table. */
  cutRows(at: number, end: number, delimiter: number, shape: number, width: number, longest: number): number;
  /** Keeps the shape of the row that was read last. */
  keepShape(shape: number): void;
  /** What kind of rows the row that was read last is of; below 0: why that is not known (`layout.ts`). */
  readValues(shape: number, given: number): number;
  /** The length of the path, folded; -1: it cannot be read. */
  foldPath(from: number, to: number): number;
  /** What is known of that path behind a word; 0: nothing yet. */
  findRoute(word: number): number;
  kindOf(route: number): number;
  /** 1: it is kept; 0: there are too many. */
  keepRoute(word: number, kind: number, roles: number): number;
  keepFirstWord(): number;
  /** 1: the word that was not known is kept; 0: there are too many. */
  keepWord(says: number): number;
  /** Room that stays taken; 0: there is none left. */
  take(size: number): number;
  hashOf(at: number): number;
  afterBlanks(at: number): number;
  afterValue(at: number, depth: number): number;
}

/** What is known of rows that were read at once, by their index. */
export interface ManyRows {
  kinds: Int32Array;
  /** Epoch milliseconds; NaN where a row has none. */
  times: Float64Array;
  /** Milliseconds; NaN where a row has none. */
  durations: Float64Array;
}

let compiled: WebAssembly.Module | undefined;

/** One for each log. */
export class Kernel {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Where the value of each place begins and ends, its quotes included: as many as are kept of a row. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Of the rows that were read at once. */
  readonly rows: ManyRows;
  readonly code: KernelCode;
  readonly #numbers: Float64Array;

  private constructor(memory: WebAssembly.Memory, code: KernelCode) {
    const { buffer } = memory;
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
    this.from = new Int32Array(buffer, FROM_AT, MOST_VALUES);
    this.to = new Int32Array(buffer, TO_AT, MOST_VALUES);
    this.rows = {
      kinds: new Int32Array(buffer, KINDS_AT, MOST_ROWS),
      times: new Float64Array(buffer, TIMES_AT, MOST_ROWS),
      durations: new Float64Array(buffer, DURATIONS_AT, MOST_ROWS),
    };
    this.#numbers = new Float64Array(buffer, 0, FLOATS);
    this.code = code;
  }

  /** Undefined where the machine, or how Node was started, does not allow it. */
  static create(): Kernel | undefined {
    try {
      compiled ??= new WebAssembly.Module(code);
      const memory = new WebAssembly.Memory({ initial: MEMORY_SIZE / PAGE_BYTES });
      const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
      return new Kernel(memory, exports as unknown as KernelCode);
    } catch {
      return undefined;
    }
  }

  /** Places of the row that was read last: the sum of a power of two for each. */
  get set(): number {
    return this.#numbers[ROW_SET / 8] as number;
  }

  /** Epoch milliseconds of the row whose values were read last; NaN where it has none. */
  get at(): number {
    return this.#numbers[ROW_AT / 8] as number;
  }

  set at(milliseconds: number) {
    this.#numbers[ROW_AT / 8] = milliseconds;
  }

  /** NaN where it has none. */
  get durationMs(): number {
    return this.#numbers[ROW_DURATION / 8] as number;
  }

  set durationMs(milliseconds: number) {
    this.#numbers[ROW_DURATION / 8] = milliseconds;
  }

  /** Of the row that was cut last; of very many the first ones are kept alone. */
  get cells(): number {
    return this.view.getInt32(ROW_CELLS, true);
  }

  /** How many lines it takes. */
  get lines(): number {
    return this.view.getInt32(ROW_LINES, true);
  }

  /** How many rows were read at once, and the lines that they take. */
  get rowsRead(): number {
    return this.view.getInt32(ROWS_COUNT, true);
  }

  get linesRead(): number {
    return this.view.getInt32(ROWS_LINES, true);
  }

  /** Where the row ends that they stopped at; 0: it was not read. */
  get stoppedBefore(): number {
    return this.view.getInt32(ROWS_STOP, true);
  }

  /** Nothing stands in its line. */
  get isEmpty(): boolean {
    return this.view.getInt32(ROW_IS_EMPTY, true) === 1;
  }
}
