import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument, readDocument } from '../../src/files/document.ts';
import { jsonFaultOffset } from '../../src/files/json-fault.ts';
import { folderWith, usageErrorOf } from '../config/folder.ts';

const parse = (text: string, file: string) => parseDocument(text, file, 'answers file');

describe('a document', () => {
  it('is JSON or YAML by its name', async () => {
    expect(await parse('{"a": [1]}', 'x.json')).toEqual({ a: [1] });
    expect(await parse('a: [1]', 'x.yaml')).toEqual({ a: [1] });
    expect(await parse('a: yes', 'x.YML')).toEqual({ a: 'yes' });
  });

  it('may begin with a byte order mark', async () => {
    expect(await parse('\ufeff{}', 'x.json')).toEqual({});
  });

  it.each([
    ['a value is missing', '{\n  "a": }', 2, 8],
    ['a comma is missing', '{"a": 1\n"b": 2}', 2, 1],
    ['a comma is too much', '{"a": 1,\n}', 2, 1],
    ['a key is bare', '{a: 1}', 1, 2],
    ['something follows', '{} {}', 1, 4],
    ['a word stands in it', '{"a": canary}', 1, 7],
  ])('malformed JSON is named by line and column: %s', async (_name, text, line, column) => {
    const error = await usageErrorOf(parse(text, 'x.json'));
    expect(error.message).toBe(
      `The answers file x.json is not valid JSON: line ${line}, column ${column} cannot be read.`,
    );
  });

  it.each([
    ['', 'is empty.'],
    [' \n', 'is empty.'],
    ['{"a": [1, 2', 'is cut off: its end is missing.'],
    ['["canary]', 'is cut off: its end is missing.'],
    ['{"a": tr', 'is cut off: its end is missing.'],
    ['{"a": {"b": 1}', 'is cut off: its end is missing.'],
  ])('JSON that is not all there is told so: %j', async (text, said) => {
    for (const file of ['x.json', 'saved']) {
      const error = await usageErrorOf(parse(text, file));
      expect(error.message).toBe(`The answers file ${file} ${said}`);
    }
  });

  it.each(['saved.zip', 'picture.json', 'x.yaml'])(
    'what is no text is told so, whatever its name: %s',
    async (file) => {
      const error = await usageErrorOf(parse('\u0089PNG\r\n\0canary', file));
      expect(error.message).toBe(`The answers file ${file} is no text.`);
      expect(error.hint).toContain('another kind');
    },
  );

  it('is refused where a name of an object stands twice, since nobody can tell which one is meant', async () => {
    const error = await usageErrorOf(parse('{"a": {"b:": 1},\n "\\u0061": 2}', 'x.json'));
    expect(error.message).toBe(
      'The answers file x.json is not clear: the name at line 2, column 2 stands twice in the same object.',
    );
  });

  it.each(['{"a": {"a": [{"a": 1}, {"a": "a"}]}, "b": "\\"a\\": {"}', '["a", "a"]', '"a"'])(
    'may hold the same name in several objects: %s',
    async (text) => {
      expect(await parse(text, 'x.json')).toEqual(JSON.parse(text));
    },
  );

  it.each([
    ['a: 1\nb: [2', 2],
    ['a: 1\na: 2', 2],
    ['a:\n\t- canary', 2],
  ])('malformed YAML is named by line and column, and not quoted: %j', async (text, line) => {
    const error = await usageErrorOf(parse(text, 'x.yaml'));
    expect(error.message).toMatch(`The answers file x.yaml is not valid YAML: line ${line}, column `);
    expect(error.message).not.toContain('canary');
  });

  const doubled = Array.from(
    { length: 9 },
    (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`)}]`,
  );
  it.each([
    ['JSON of brackets', 'x.json', '['.repeat(100_000) + ']'.repeat(100_000), 'is nested too deeply'],
    ['JSON that is cut off', 'x.json', '{"a":'.repeat(100_000), 'is nested too deeply'],
    ['YAML of brackets', 'x.yaml', '['.repeat(100_000), 'is nested too deeply'],
    ['YAML of dashes', 'x.yaml', `${'- '.repeat(300)}x`, 'is nested too deeply'],
    ['YAML of more dashes', 'x.yaml', '- '.repeat(3000), 'is not valid YAML'],
    ['YAML that holds itself', 'x.yaml', 'a: &a [*a]', 'is nested too deeply'],
    [
      'aliases that multiply',
      'x.yaml',
      `a0: &a0 [x]\n${doubled.join('\n')}`,
      'holds YAML aliases that cannot',
    ],
    ['an alias of nothing', 'x.yaml', 'a: *b', 'holds YAML aliases that cannot be resolved'],
    ['a long YAML', 'x.yaml', '# '.padEnd(300_000), 'is longer than 256 kB, too long for YAML'],
  ])('that nobody writes is refused by its file: %s', async (_name, file, text, said) => {
    expect((await usageErrorOf(parse(text, file))).message).toContain(`The answers file ${file} ${said}`);
  });

  it('that nobody wrote, or that is a folder, is named with the reason', async () => {
    const folder = await folderWith({ 'sub/x.json': '{}' });
    const missing = await usageErrorOf(readDocument(`${folder}/none.json`, 'answers file'));
    expect(missing.message).toBe(`The answers file ${folder}/none.json does not exist.`);
    const isFolder = await usageErrorOf(readDocument(`${folder}/sub`, 'answers file'));
    expect(isFolder.message).toBe(`The answers file ${folder}/sub is a folder.`);
  });
});

describe('jsonFaultOffset', () => {
  it('is the whole length of what JSON.parse takes', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(jsonFaultOffset(text)).toBe(text.length);
      }),
    );
  });

  it('lies within the text where a character was put in that JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, at) => {
        const place = at % (json.length + 1);
        const text = `${json.slice(0, place)}\u0001${json.slice(place)}`;
        expect(jsonFaultOffset(text)).toBeLessThanOrEqual(place);
      }),
    );
  });
});
