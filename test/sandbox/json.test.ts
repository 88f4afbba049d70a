import { describe, expect, it } from 'vitest';
import { mergePatch } from '../../src/sandbox/json.ts';

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
