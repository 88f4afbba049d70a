/** Archives that nobody would make but to harm, or by accident: refused by their bounds, and no name in one is a path. */
import { strToU8, type Zippable, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { isZip, textsInZip, UnusableZip } from '../../src/files/zip.ts';

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

test('an entry that says that it is small does not unpack to more', async () => {
  const bytes = Buffer.from(zipSync({ 'a.json': [new Uint8Array(200_000).fill(0x20), { level: 9 }] }));
  for (
    let at = bytes.indexOf('PK\x01\x02', 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')
  ) {
    bytes.writeUInt32LE(10, at + 24);
  }
  const read = await texts(bytes).catch((error: unknown) => error);
  if (!(read instanceof UnusableZip))
    expect((read as Map<string, string>).get('a.json')?.length).toBeLessThanOrEqual(10);
});
