import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSuppressions } from '../../src/doctor/suppressions.ts';
import { folderWith, usageErrorOf } from '../config/folder.ts';

const ENTRY = { check: 'webhooks/throttle', reason: 'a small portal', expires: '2026-12-31' };

async function read(content: unknown, name = 'accepted.json') {
  return readSuppressions(join(await folderWith({ [name]: content }), name));
}

async function refusal(content: unknown): Promise<string> {
  const { message } = await usageErrorOf(read(content));
  return message.replace(/\/\S*\/accepted\.json/, 'FILE');
}

test('reads YAML, where a day needs no quotes, and JSON', async () => {
  const yaml = [
    'suppressions:',
    '  - check: webhooks/throttle',
    '    scope: { portal: 1020304, profile: shop }',
    '    reason: " a small portal "',
    '    expires: 2026-12-31',
  ].join('\n');
  expect(await read(yaml, 'accepted.yaml')).toEqual([
    { ...ENTRY, scope: { portal: 1020304, profile: 'shop' } },
  ]);
  expect(await read({ suppressions: [ENTRY] })).toEqual([{ ...ENTRY, scope: {} }]);
});

describe('what cannot be used is named with its entry', () => {
  test.each<[string, unknown, string]>([
    ['a list without a name', [ENTRY], 'The suppressions file FILE must be an object.'],
    ['no list', { suppressions: 'all' }, '"suppressions" in the suppressions file FILE must be a list.'],
    [
      'an unknown check',
      { suppressions: [ENTRY, { ...ENTRY, check: 'webhooks/throtle' }] },
      '"check" in entry 2 of the suppressions file FILE names no check, "webhooks/throtle"; the nearest one is "webhooks/throttle"',
    ],
    [
      'an unknown key',
      { suppressions: [{ ...ENTRY, expiry: '2026-12-31' }] },
      '"expiry" in entry 1 of the suppressions file FILE is not a known key',
    ],
    [
      'an empty reason',
      { suppressions: [{ ...ENTRY, reason: ' ' }] },
      '"reason" in entry 1 of the suppressions file FILE is empty; whoever reads it next needs to know why.',
    ],
    [
      'no end',
      { suppressions: [{ check: ENTRY.check, reason: 'x' }] },
      '"expires" in entry 1 of the suppressions file FILE is missing.',
    ],
    [
      'a day that is none',
      { suppressions: [{ ...ENTRY, expires: '2026-02-30' }] },
      '"expires" in entry 1 of the suppressions file FILE must be a day, such as 2026-12-31.',
    ],
    [
      'a scope that is none',
      { suppressions: [{ ...ENTRY, scope: { portal: 'x' } }] },
      '"scope.portal" in entry 1 of the suppressions file FILE must be a portal id.',
    ],
  ])('%s', async (_, content, sentence) => {
    expect(await refusal(content)).toContain(sentence);
  });
});

test('a suppression without a day is told why it needs one', async () => {
  const { hint } = await usageErrorOf(read({ suppressions: [{ ...ENTRY, expires: 'never' }] }));
  expect(hint).toBe('A suppression without an end would hide the failure for ever.');
});
