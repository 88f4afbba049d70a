/** Which column holds the statuses of a log's calls, where no name says so: for a person to confirm with `--map`. */
import { looksLikeValue } from './names.ts';
import { readStatus } from './values.ts';

/**
 * What HubSpot answers, and what stands before it (HubSpot docs, error handling; RFC 9110; Cloudflare's 52x). Ids and
 * sizes of three digits lie between them.
 */
const STATUSES: ReadonlySet<number> = new Set([
  ...[200, 201, 202, 204, 206, 207, 301, 302, 303, 304, 307, 308],
  ...[
    400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414, 415, 422, 423, 424, 429, 431, 477, 488,
  ],
  ...[500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530],
]);

const IS_ID = /(?:^|[\s_.-])ids?$|\p{Ll}I[Dd]s?$/iu;
const MOST_ROWS = 50;

/** Looks at the first rows that have no known status. */
export class LikelyStatus {
  #rows = 0;
  /** Columns in the order in which they came up; false: a value in it was no status. */
  readonly #fits = new Map<string, boolean>();

  get isOpen(): boolean {
    return this.#rows < MOST_ROWS;
  }

  /** @param columns those of the row that nothing is made of */
  see(columns: readonly string[], valueIn: (column: string) => unknown): void {
    this.#rows += 1;
    for (const column of columns) {
      const value = valueIn(column);
      if (value === undefined || value === null || value === '') continue;
      const isStatus = STATUSES.has(readStatus(value) ?? 0) && !IS_ID.test(column) && !looksLikeValue(column);
      this.#fits.set(column, isStatus && this.#fits.get(column) !== false);
    }
  }

  /** The first column of which every value is a status. */
  get column(): string | undefined {
    return [...this.#fits].find(([, fits]) => fits)?.[0];
  }
}
