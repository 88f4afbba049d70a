import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nestsTooDeep } from '../../src/files/nesting.ts';

const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth);

it.each([
  ['brackets', nested(201)],
  ['braces', nested(201, '{"a":', '}').replace('}', '1}')],
  ['what is never closed', '['.repeat(1_000_000)],
  ['what is no JSON', `hello ${'{'.repeat(300)}`],
])('is too deep: %s', (_what, text) => {
  expect(nestsTooDeep(text)).toBe(true);
});

it.each([
  ['brackets', nested(200)],
  ['many beside each other', JSON.stringify(Array.from({ length: 1000 }, () => [{}]))],
  ['brackets in a text', JSON.stringify({ text: `${'['.repeat(500)}"\\` })],
  ['a text without an end', `"${'['.repeat(500)}`],
])('is not: %s', (_what, text) => {
  expect(nestsTooDeep(text)).toBe(false);
});

it('takes every JSON document that is not that deep', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 20 }), (text) => !nestsTooDeep(text)));
});
