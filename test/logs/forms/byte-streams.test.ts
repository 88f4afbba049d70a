import { describe, expect, it } from 'vitest';
import { giveUp, peek } from '../../../src/logs/forms/byte-streams.ts';
import { unpack } from '../../../src/logs/forms/unpack.ts';

/** Pieces of a file that says whether it is still open. */
function file(...pieces: readonly string[]) {
  const state = { isOpen: false };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    state.isOpen = true;
    try {
      for (const piece of pieces) yield Buffer.from(piece);
    } finally {
      state.isOpen = false;
    }
  }
  return { state, bytes: bytes() };
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe('a stream whose beginning was looked at', () => {
  it.each([0, 1, 3, 4, 9])('is still whole, after %i bytes', async (size) => {
    const { head, bytes } = await peek(file('ab', 'cd', 'e').bytes, size);
    expect(Buffer.from(head).toString()).toBe('abcde'.slice(0, size));
    expect(await textOf(bytes)).toBe('abcde');
  });

  it('is closed where nobody reads on', async () => {
    const { state, bytes } = file('ab', 'cd', 'e');
    const twice = await peek((await peek(bytes, 1)).bytes, 3);
    expect(state.isOpen).toBe(true);
    await giveUp(twice.bytes);
    expect(state.isOpen).toBe(false);
    expect(await textOf(twice.bytes)).toBe('');
  });

  it('is closed through what unpacks and decodes it', async () => {
    const { state, bytes } = file('{"a":1}\n', '{"a":2}\n', '{"a":3}\n');
    const { bytes: text } = await unpack(bytes);
    await giveUp((await peek(text, 10)).bytes);
    expect(state.isOpen).toBe(false);
  });

  it('is closed where its reader stops in the middle', async () => {
    const { state, bytes } = file('ab', 'cd', 'e');
    for await (const _ of (await peek(bytes, 1)).bytes) break;
    expect(state.isOpen).toBe(false);
  });
});
