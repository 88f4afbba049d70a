import { FIRST_REFUSAL, isFault, type RowFault } from '../fields/call.ts';
import { NOT_JUDGED, type NotJudged, noneLeftOut, notJudged } from '../fields/hosts.ts';
import { tellsAll } from '../fields/records.ts';
import type { ApiCall } from '../fields/roles.ts';
import type { CallSink, Reading } from '../forms/form.ts';
import type { Kernel } from './kernel.ts';
import type { RowValues } from './row-values.ts';

/** Takes calls one by one, and those that differ in time, duration and ids alone also by what they have in common. */
export interface AlikeSink<Kind> extends CallSink {
  /** What is to be kept of a call so that more of its kind can be counted. */
  kindOf(call: ApiCall): Kind;
  /**
   * One more call of a kind. The same as `call` with these.
   *
   * @param at epoch milliseconds, NaN where the log has none
   * @param durationMs NaN where the log has none
   */
  again(kind: Kind, at: number, durationMs: number): void;
}

/** What rows have in common that differ in time, duration and ids alone. */
export interface AlikeRows<Kind> {
  /** Why such calls say nothing of HubSpot's API; undefined where they do. */
  why: NotJudged | undefined;
  /** Undefined where they do not. */
  kind: Kind | undefined;
}

/** Counts rows that are like one that was parsed, without a call made of them. */
export class AlikeCalls<Kind> {
  readonly #sink: AlikeSink<Kind>;
  readonly #values: RowValues<AlikeRows<Kind>>;
  #calls = 0;
  readonly #leftOut = noneLeftOut();

  constructor(sink: AlikeSink<Kind>, values: RowValues<AlikeRows<Kind>>) {
    this.#sink = sink;
    this.#values = values;
  }

  /** Counts the rows that the kernel has read at once. */
  countMany({ rows, rowsRead }: Kernel): void {
    const { kinds, times, durations } = rows;
    for (let row = 0; row < rowsRead; row += 1) {
      const alike = this.#values.knownOf(kinds[row] as number);
      this.#count(alike, times[row] as number, durations[row] as number);
    }
  }

  /** Counts the row whose values were read last as those that are like it; says whether any are known. */
  count(): boolean {
    const alike = this.#values.known();
    if (alike === undefined) return false;
    this.#count(alike, this.#values.at, this.#values.durationMs);
    return true;
  }

  #count({ why, kind }: AlikeRows<Kind>, at: number, durationMs: number): void {
    if (why !== undefined) this.#leftOut[why] += 1;
    else {
      this.#calls += 1;
      this.#sink.again(kind as Kind, at, durationMs);
    }
  }

  /** @param row what a parser has made of the row whose values were read last */
  learn(row: ApiCall | RowFault): void {
    if (isFault(row) || row.status === undefined) return;
    const why = notJudged(row);
    const kind = why === undefined ? this.#sink.kindOf(row) : undefined;
    this.#values.keep({ why, kind }, [
      ...(row.status < FIRST_REFUSAL ? [] : (['category', 'body'] as const)),
      ...(tellsAll(row) ? [] : (['message'] as const)),
    ]);
  }

  /** With the rows that were counted here. */
  addTo(reading: Reading): Reading {
    const counts = { ...reading.notJudged };
    for (const why of NOT_JUDGED) counts[why] += this.#leftOut[why];
    return { ...reading, calls: reading.calls + this.#calls, notJudged: counts };
  }
}
