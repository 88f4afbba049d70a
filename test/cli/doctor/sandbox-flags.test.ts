import { expect, test } from 'vitest';
import { withSandboxFlags } from '../../../src/cli/doctor/sandbox-flags.ts';

const env = { OPENCX_HUBSPOT_DOCTOR_FLAGS: '["--thread","5","--answers","a.json","--probe-webhook"]' };
const ALL = ['--thread', '5', '--answers', 'a.json', '--probe-webhook'];

test.each<[typed: string, added: string[]]>([
  ['doctor', ALL],
  ['--verbose doctor replies-not-syncing', ALL],
  ['doctor --thread 7 --answers=b.json', ['--probe-webhook']],
  ['doctor recheck cause --from b.json', ALL],
  ['doctor --from b.json', []],
  ['doctor --sandbox healthy-email', []],
  ['doctor --all-profiles', []],
  ['logs doctor', []],
  ['', []],
])('%s', (typed, added) => {
  const args = typed.split(' ').filter(Boolean);
  expect(withSandboxFlags(args, env)).toEqual([...args, ...added]);
  expect(withSandboxFlags(args, {})).toEqual(args);
});

test('what is no list of words is refused', () => {
  const refused = (text: string) => () => withSandboxFlags(['doctor'], { OPENCX_HUBSPOT_DOCTOR_FLAGS: text });
  expect(refused('--thread 5')).toThrow('is no JSON list of words');
  expect(refused('{"thread": 5}')).toThrow('is no JSON list of words');
});
