/** Archives that nobody would make but to harm, or by accident: refused by their bounds, and no name in one is a path. */

import fc from 'fast-check';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { UnusableZip } from '../../src/files/unusable-zip.ts';
import { isZip, textsInZip } from '../../src/files/zip.ts';
import { runs } from '../support/proof.ts';

const isJson = (name: string) => name.endsWith('.json');
const texts = (bytes: Uint8Array) => textsInZip(bytes, isJson);
const zip = (files: Zippable) => zipSync(files);
const GOOD = zip({ 'src/a.json': strToU8('{"ä": 1}'), 'src/app.js': strToU8('code') });

/** Puts bytes in the place of others, wherever they stand: what a tool would not write. */
function forged(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(from, to);
  return Buffer.from(text, 'latin1');
}

/** The same archive whose entries say of themselves that they are encrypted, with contents that look it. */
function encrypted(): Uint8Array {
  const bytes = Buffer.from(
    zipSync({ 'a.json': [new Uint8Array(64).map((_, at) => 128 + at), { level: 0 }] }),
  );
  bytes.writeUInt16LE(bytes.readUInt16LE(6) | 1, 6);
  return bytes;
}

test('the texts that are wanted come by their names, and nothing else is unpacked', async () => {
  expect(isZip(GOOD)).toBe(true);
  expect([...(await texts(GOOD))]).toEqual([['src/a.json', '{"ä": 1}']]);
  expect([...(await texts(zip({})))]).toEqual([]);
  expect(isZip(zip({}))).toBe(true);
});

test('what begins otherwise is none', () => {
  for (const bytes of [strToU8('{"a":1}'), strToU8('PK'), new Uint8Array(), strToU8('Rar!')]) {
    expect(isZip(bytes)).toBe(false);
  }
});

const bomb = zip({ 'a.json': [new Uint8Array(4 * 2 ** 20), { level: 9 }] });
const many = zipSync(
  Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`f${at}`, new Uint8Array()])),
  { level: 0 },
);
const full = zip(
  Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`${at}.json`, [new Uint8Array(250_000), { level: 9 }]]),
  ),
);

test.each<[string, Uint8Array, RegExp]>([
  ['a bomb', bomb, /holds more in a\.json than any file of settings does/],
  ['many that are too large together', full, /holds more in \d+\.json than any/],
  ['30,000 entries', many, /holds more than 20000 entries/],
  ['a name that leads out', zip({ '../../etc/a.json': strToU8('{}') }), /a name that leads out of it/],
  ['a whole path', zip({ '/etc/a.json': strToU8('{}') }), /a name that leads out of it/],
  ['a drive', zip({ 'C:/a.json': strToU8('{}') }), /a name that leads out of it/],
  ['a name with a line break', zip({ 'a\nb.json': strToU8('{}') }), /a name that leads out of it/],
  [
    'one name twice',
    forged(zip({ 'a.json': strToU8('1'), 'b.json': strToU8('2') }), 'b.json', 'a.json'),
    /holds a\.json twice/,
  ],
  ['encrypted contents', encrypted(), /holds a\.json, which is no text: it is encrypted, or damaged/],
  ['half of an archive', GOOD.subarray(0, GOOD.length / 2), /is no zip archive, or a damaged one/],
  [
    'contents that are cut off',
    forged(zipSync({ 'a.json': strToU8('{"') }, { level: 0 }), '{"', '\xff\xff'),
    /is no text/,
  ],
  ['no archive', strToU8('PK\x03\x04 and nothing more'), /is no zip archive, or a damaged one/],
])('%s is refused', async (_what, bytes, message) => {
  const startedAt = performance.now();
  const error: unknown = await texts(bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnusableZip);
  expect((error as Error).message).toMatch(message);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test('what is not wanted may be called anything, and an archive in an archive is not opened', async () => {
  const files = { '../out.js': strToU8('x'), 'inner.zip': GOOD, __proto__: strToU8('x') };
  expect([...(await texts(zip(files)))]).toEqual([]);
});

/** Changes a number that an archive says of itself, at a place behind each mark. */
function claiming(
  archive: Uint8Array,
  mark: 'PK\x01\x02' | 'PK\x05\x06',
  change: (bytes: Buffer, at: number) => void,
): Uint8Array {
  const bytes = Buffer.from(archive);
  for (let at = bytes.indexOf(mark, 'latin1'); at >= 0; at = bytes.indexOf(mark, at + 4, 'latin1'))
    change(bytes, at);
  return bytes;
}

const ENTRY = 'PK\x01\x02';
const END = 'PK\x05\x06';
const THREE = zip({ 'a.json': strToU8('1'), 'b.json': strToU8('2'), 'c.json': strToU8('3') });
const SPACES = zipSync({ 'a.json': [new Uint8Array(200_000).fill(0x20), { level: 9 }] });

/** The count of entries has two bytes, so that 70,000 of them are said to be 4,464. */
const countedWrong = () =>
  zipSync(Object.fromEntries(Array.from({ length: 70_000 }, (_, at) => [`${at}`, new Uint8Array()])), {
    level: 0,
  });

describe('what an archive says of itself', () => {
  test.each<[string, () => Uint8Array, RegExp]>([
    ['70,000 entries, said to be 4,464', countedWrong, /^holds more than 20000 entries$/],
    [
      'three entries, said to be one',
      () => claiming(THREE, END, (bytes, at) => bytes.writeUInt16LE(1, at + 10)),
      /^says that it holds 1 entry, and holds 3$/,
    ],
    [
      'three entries, said to be none',
      () => claiming(THREE, END, (bytes, at) => bytes.writeUInt16LE(0, at + 10)),
      /^says that it holds 0 entries, and holds 3$/,
    ],
    [
      'three entries, of which one is said to be on this disk',
      () => claiming(THREE, END, (bytes, at) => bytes.writeUInt16LE(1, at + 8)),
      /^is no zip archive, or a damaged one$/,
    ],
    [
      'a directory that is said to be shorter, with one entry less',
      () =>
        claiming(THREE, END, (bytes, at) => {
          bytes.writeUInt16LE(2, at + 10);
          bytes.writeUInt32LE((bytes.readUInt32LE(at + 12) * 2) / 3, at + 12);
        }),
      /^is no zip archive, or a damaged one$/,
    ],
    [
      'a count that stands elsewhere, and does not',
      () => claiming(THREE, END, (bytes, at) => bytes.writeUInt16LE(0xffff, at + 10)),
      /^holds more than 20000 entries$/,
    ],
    [
      'a directory behind its end',
      () => claiming(THREE, END, (bytes, at) => bytes.writeUInt32LE(0xfffffff0, at + 16)),
      /^is no zip archive, or a damaged one$/,
    ],
    [
      'an entry that is said to be smaller than it is',
      () => claiming(SPACES, ENTRY, (bytes, at) => bytes.writeUInt32LE(10, at + 24)),
      /^holds a\.json, which is not what the archive says of it$/,
    ],
    [
      'an entry that is said to be larger than all memory',
      () => claiming(SPACES, ENTRY, (bytes, at) => bytes.writeUInt32LE(0xfffffffe, at + 24)),
      /^holds more in a\.json than any file of settings does$/,
    ],
    [
      'an entry with other contents',
      () => forged(zipSync({ 'a.json': strToU8('{"a":1}') }, { level: 0 }), '{"a":1}', '{"a":2}'),
      /^holds a\.json, which is not what the archive says of it$/,
    ],
    [
      'a name of a thousand folders',
      () => zip({ [`${'a/'.repeat(1000)}x.json`]: strToU8('{}') }),
      /^holds a name of more than 300 characters$/,
    ],
  ])('is not believed: %s', async (_what, forge, message) => {
    const bytes = forge();
    const [startedAt, before] = [performance.now(), process.memoryUsage().arrayBuffers];
    const error: unknown = await texts(bytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnusableZip);
    expect((error as Error).message).toMatch(message);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 2 ** 20);
  });

  test('is read where it stands in the form for large archives, and behind a comment', async () => {
    const end = THREE.length - 22;
    const [count, size, from] = [10, 12, 16].map((at) =>
      at === 10 ? Buffer.from(THREE).readUInt16LE(end + at) : Buffer.from(THREE).readUInt32LE(end + at),
    ) as [number, number, number];
    const large = Buffer.alloc(56);
    large.write('PK\x06\x06', 'latin1');
    large.writeBigUInt64LE(44n, 4);
    for (const [at, value] of [
      [24, count],
      [32, count],
      [40, size],
      [48, from],
    ] as const)
      large.writeBigUInt64LE(BigInt(value), at);
    const locator = Buffer.alloc(20);
    locator.write('PK\x06\x07', 'latin1');
    locator.writeBigUInt64LE(BigInt(end), 8);
    const short = Buffer.from(THREE.subarray(end));
    short.writeUInt16LE(0xffff, 10);
    short.writeUInt16LE(0xffff, 8);
    short.writeUInt32LE(0xffffffff, 16);
    short.writeUInt16LE(7, 20);
    const whole = Buffer.concat([THREE.subarray(0, end), large, locator, short, strToU8('comment')]);
    expect([...(await texts(whole))]).toEqual([...(await texts(THREE))]);
  });

  test('is read as it was packed or not at all, whatever bytes are others', async () => {
    const change = fc.tuple(fc.nat(THREE.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(THREE);
        for (const [at, value] of changes) bytes[at] = value;
        const read = await texts(bytes).catch((error: unknown) => error);
        if (read instanceof Map) for (const text of read.values()) expect(text).toMatch(/^[123]$/);
        else expect(read).toBeInstanceOf(UnusableZip);
      }),
      { numRuns: runs(2000) },
    );
  });
});
