import { describe, expect, it } from 'vitest';
import { mergePatch, patchBetween } from '../../src/sandbox/json.ts';

describe('mergePatch', () => {
  // Rows of the test table in RFC 7396, appendix A.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('lays %j and %j together', (target, patch, merged) => {
    expect(mergePatch(target, patch)).toEqual(merged);
  });

  it('changes neither argument', () => {
    const target = { a: { b: 1 } };
    const patch = { a: { c: { d: 2 } } };
    const merged = mergePatch(target, patch) as { a: { c: { d: number } } };
    merged.a.c.d = 3;
    expect(target).toEqual({ a: { b: 1 } });
    expect(patch).toEqual({ a: { c: { d: 2 } } });
  });
});

describe('patchBetween', () => {
  it.each([
    [{ a: 1, b: { c: 2, d: 3 } }, { a: 1, b: { c: 4, d: 3 } }, { b: { c: 4 } }],
    [{ a: 1 }, {}, { a: null }],
    [{}, { a: { b: 1 } }, { a: { b: 1 } }],
    [{ a: [1, 2] }, { a: [1] }, { a: [1] }],
    [{ a: { b: 1 } }, { a: 'x' }, { a: 'x' }],
  ])('makes %j into %j', (before, after, patch) => {
    expect(patchBetween(before, after)).toEqual(patch);
    expect(mergePatch(before, patch)).toEqual(after);
  });

  it('is nothing between two that are the same', () => {
    const value = { a: [{ b: 1 }], c: { d: null } };
    expect(patchBetween(value, structuredClone(value))).toBeUndefined();
    expect(mergePatch(value, undefined)).toEqual(value);
  });
});
