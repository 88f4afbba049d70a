/** Bytes as they come, in pieces of any size. The memory of a piece may be used for the next one: who keeps it copies it. */
export type Bytes = AsyncIterable<Uint8Array>;

/** The first bytes of a stream, as many as there are up to `size`, and the whole stream still to be read. */
export async function peek(bytes: Bytes, size: number): Promise<{ head: Uint8Array; bytes: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const { done, value } = await iterator.next();
    if (done) break;
    read.push(new Uint8Array(value));
    length += value.length;
  }
  const start = Buffer.concat(read);
  return { head: start.subarray(0, size), bytes: resume(start, iterator) };
}

/**
 * No generator: one that is given up before it is begun would not say so to what is beneath it, and the file there would
 * stay open.
 */
function resume(start: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncIterableIterator<Uint8Array> {
  let first = start.length > 0 ? start : undefined;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (first === undefined) return iterator.next();
      const value = first;
      first = undefined;
      return { done: false, value };
    },
    async return() {
      first = undefined;
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
}

/** Closes what nobody reads any more, the file beneath it too. */
export async function giveUp(bytes: Bytes): Promise<void> {
  await bytes[Symbol.asyncIterator]().return?.();
}

/** Without the first bytes. */
export async function* skip(bytes: Bytes, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of bytes) {
    const rest = chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}
