import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asUtf8 } from '../../../src/logs/forms/encodings.ts';
import { runs } from '../../support/proof.ts';
import { chunks, cutAt } from './support.ts';

async function textOf(parts: readonly Uint8Array[]): Promise<{ text: string; unchanged: boolean }> {
  const { bytes, unchanged } = await asUtf8(chunks(parts));
  const read: Uint8Array[] = [];
  for await (const chunk of bytes) read.push(chunk);
  return { text: Buffer.concat(read).toString('utf8'), unchanged };
}

test.each<[title: string, bytes: Uint8Array, text: string, unchanged: boolean]>([
  ['UTF-8', Buffer.from('Büro €'), 'Büro €', true],
  ['UTF-8 with a mark', Buffer.from('\ufeffBüro'), 'Büro', false],
  ['Windows-1252', Buffer.from('B\xfcro \x80 \x93x\x94', 'latin1'), 'Büro € “x”', false],
  ['both in one file', Buffer.concat([Buffer.from('é'), Buffer.from('\xe9', 'latin1')]), 'éé', false],
  ['UTF-16, little end first', Buffer.from('\ufeffメソッド', 'utf16le'), 'メソッド', false],
  ['UTF-16, big end first', Buffer.from('\ufeffB\xfcro', 'utf16le').swap16(), 'Büro', false],
  ['nothing', new Uint8Array(), '', true],
])('%s', async (_, bytes, text, unchanged) => {
  expect(await textOf([bytes])).toEqual({ text, unchanged });
});

test('however UTF-8 is cut, it stays what it is', async () => {
  const cuts = fc.array(fc.nat(), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), cuts, async (text, places) => {
      fc.pre(!text.startsWith('\ufeff'));
      expect((await textOf(cutAt(Buffer.from(text), places))).text).toBe(text);
    }),
    { numRuns: runs(300) },
  );
});

test('every byte of Windows-1252 is read as it, wherever it is cut', async () => {
  const letters = fc.array(fc.integer({ min: 0x20, max: 0xff }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(letters, fc.array(fc.nat(), { maxLength: 4 }), async (bytes, places) => {
      // Between spaces no two bytes make a letter of UTF-8.
      const spaced = Uint8Array.from(bytes.flatMap((byte) => [byte, 0x20]));
      const { text } = await textOf(cutAt(spaced, places));
      expect(text).toBe(new TextDecoder('windows-1252').decode(spaced));
    }),
    { numRuns: runs(200) },
  );
});
