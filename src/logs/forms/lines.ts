/** Longer lines are not kept: a log of HubSpot's answers has none. */
export const LONGEST_LINE_BYTES = 4 * 1024 * 1024;

export interface LineSink {
  /**
   * @param bytes the line with its line feed, which the last line of a file may lack; valid until the call ends
   * @param number counts from 1
   */
  line(bytes: Uint8Array, number: number): void;
  /** A line that was longer than `LONGEST_LINE_BYTES` and was dropped. */
  tooLong(number: number): void;
}

/** Cuts bytes into lines, across the borders of chunks. Nothing is decoded: a character may lie across a border too. */
export function createLineSplitter(sink: LineSink): { write(chunk: Uint8Array): void; end(): void } {
  let number = 1;
  let begun: Uint8Array[] = [];
  let begunBytes = 0;

  const finish = (last: Uint8Array): void => {
    if (begunBytes + last.length > LONGEST_LINE_BYTES) sink.tooLong(number);
    else sink.line(begun.length === 0 ? last : Buffer.concat([...begun, last]), number);
    begun = [];
    begunBytes = 0;
  };

  const keep = (part: Uint8Array): void => {
    begunBytes += part.length;
    if (begunBytes <= LONGEST_LINE_BYTES) begun.push(new Uint8Array(part));
    else begun = [];
  };

  return {
    write(chunk) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
        finish(chunk.subarray(start, end + 1));
        number += 1;
        start = end + 1;
      }
      if (start < chunk.length) keep(chunk.subarray(start));
    },
    end() {
      if (begunBytes > 0) finish(new Uint8Array());
    },
  };
}

const LINE_FEED = 0x0a;
