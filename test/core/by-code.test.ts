import { expect, test } from 'vitest';
import { byCode } from '../../src/core/by-code.ts';

test('texts are in the order of their codes, capitals first and each as often as it is there', () => {
  expect(['b', 'a', 'é', 'Z', 'a', '', '10', '9'].toSorted(byCode)).toEqual([
    '',
    '10',
    '9',
    'Z',
    'a',
    'a',
    'b',
    'é',
  ]);
  expect(byCode('a', 'a')).toBe(0);
});
