/** The kernel, and what stands in its memory. */
import code from './kernel/index.wasm';
import {
  FROM_AT,
  LONGEST_PATH,
  MEMORY_SIZE,
  MOST_VALUES,
  PATH_AT,
  PATH_HASH,
  ROW_CELLS,
  ROW_IS_EMPTY,
  ROW_LINES,
  ROW_SET,
  TO_AT,
} from './kernel/layout.ts';

const PAGE_BYTES = 65_536;

/** Places are those in its memory; 0 stands for none. */
interface KernelCode {
  /** The place behind the row of JSON that begins at `from`, and behind its line; 0: it is left to a parser. */
  readRow(from: number, keys: number): number;
  /** The place behind the row of a table that begins at `at`, and behind what ends it; 0: not all of it is there. */
  cutRow(at: number, end: number, delimiter: number): number;
  /** The length of the path, folded; -1: it cannot be read. */
  foldPath(from: number, to: number): number;
  hashOf(at: number): number;
  afterBlanks(at: number): number;
  afterValue(at: number, depth: number): number;
}

let compiled: WebAssembly.Module | undefined;

/** One for each log. */
export class Kernel {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Where the value of each place begins and ends, its quotes included: as many as are kept of a row. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The path that was folded last, in words of four bytes. */
  readonly path: Int32Array;
  readonly code: KernelCode;

  private constructor(memory: WebAssembly.Memory, code: KernelCode) {
    const { buffer } = memory;
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
    this.from = new Int32Array(buffer, FROM_AT, MOST_VALUES);
    this.to = new Int32Array(buffer, TO_AT, MOST_VALUES);
    this.path = new Int32Array(buffer, PATH_AT, LONGEST_PATH / 4 + 1);
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
    return this.view.getFloat64(ROW_SET, true);
  }

  /** Of the row that was cut last; of very many the first ones are kept alone. */
  get cells(): number {
    return this.view.getInt32(ROW_CELLS, true);
  }

  /** How many lines it takes. */
  get lines(): number {
    return this.view.getInt32(ROW_LINES, true);
  }

  /** Nothing stands in its line. */
  get isEmpty(): boolean {
    return this.view.getInt32(ROW_IS_EMPTY, true) === 1;
  }

  /** Of the path that was folded last. */
  get pathHash(): number {
    return this.view.getInt32(PATH_HASH, true);
  }
}
