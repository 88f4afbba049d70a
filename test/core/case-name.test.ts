import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseNameIn, isSameCase, likeCaseName } from '../../src/core/case-name.ts';

test.each([
  'ACME-123',
  '48213',
  'a',
  'Müller.GmbH_2',
  'x'.repeat(60),
  ' ACME-1 ',
  '案件-7',
  'console',
  'com10',
])('%j is a name', (word) => {
  expect(caseNameIn(word)).toBe(word.trim());
});

describe('is no name:', () => {
  test.each([
    ['', 'ACME-123'],
    ['.', 'ACME-123'],
    ['..', 'ACME-123'],
    ['../x', 'x'],
    ['a/b', 'a-b'],
    ['a\\b', 'a-b'],
    ['C:evil', 'C-evil'],
    ['.hidden', 'hidden'],
    ['-flag', 'flag'],
    ['#48213', '48213'],
    ['two words', 'two-words'],
    ['dot.', 'dot'],
    ['CON', 'ACME-123'],
    ['nul.txt', 'ACME-123'],
    ['LPT1', 'ACME-123'],
    ['x'.repeat(61), 'x'.repeat(60)],
    ['a\u0000b', 'a-b'],
    ['a\nb', 'a-b'],
    ['\u202eevil', 'evil'],
    ['a*b?', 'a-b'],
    ['pat-na1-00000000-0000-0000-0000-000000000000', 'ACME-123'],
    ['x.ocx_live_00000000000000000000', 'ACME-123'],
    ['eyJhbGciOiJub25lIn0.eyJvcmciOjd9fQ.', 'ACME-123'],
  ])('%j, and like it is %j', (word, like) => {
    expect(caseNameIn(word)).toBeUndefined();
    expect(likeCaseName(word)).toBe(like);
  });
});

test('whatever is typed, what is offered in its place is a name that stays in its folder', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (word) => {
      const name = caseNameIn(word) ?? likeCaseName(word);
      expect(caseNameIn(name)).toBe(name);
      for (const sign of ['/', '\\', ':', '\0']) expect(name).not.toContain(sign);
      expect(name).not.toMatch(/^\.|\.$/);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }),
  );
});

test('one name in other letters, or in letters of two signs, is the same case', () => {
  expect(isSameCase('ACME-1', 'acme-1')).toBe(true);
  expect(isSameCase('M\u00fcller', 'Mu\u0308ller')).toBe(true);
  expect(isSameCase('ACME-1', 'ACME-10')).toBe(false);
});
