import { expect, test } from 'vitest';
import type { RunEntry } from '../../../src/doctor/cases/entry.ts';
import { openNow } from '../../../src/doctor/cases/open-now.ts';
import { runOn, since } from './entries.ts';

const SCOPE = { id: 'owners-scope-missing', checks: ['scopes/owners-read', 'logs/missing-scopes'] };
const REPLY = { id: 'reply-internal', thread: '5001', checks: ['replies/public'] };
const found = runOn(1, { status: 'problems', causes: [SCOPE] });
const ofThread = runOn(1, {
  status: 'warnings',
  causes: [REPLY],
  bundles: [{ file: 'a.bundle.json', thread: '5001' }],
});

const CASES: readonly (readonly [what: string, runs: RunEntry[], status: string | null, open: string[]])[] = [
  ['no run', [], null, []],
  ['a run that found it', [found], 'problems', ['owners-scope-missing']],
  [
    'it is found again',
    [found, runOn(2, { status: 'problems', causes: [SCOPE] })],
    'problems',
    ['owners-scope-missing'],
  ],
  [
    'a later run that looked at all that had shown it',
    [found, runOn(2, { checks: SCOPE.checks })],
    'healthy',
    [],
  ],
  [
    'a later run that looked at a part of it',
    [found, runOn(2, { checks: ['scopes/owners-read'] })],
    'problems',
    ['owners-scope-missing'],
  ],
  ['a later run of which nobody knows what it looked at', [found, runOn(2)], 'healthy', []],
  [
    'a recheck of which nobody knows what it looked at',
    [found, runOn(2, { command: 'doctor recheck x' })],
    'problems',
    ['owners-scope-missing'],
  ],
  [
    'a recheck that saw it mended',
    [found, runOn(2, { command: 'doctor recheck x', since: since({ mended: [SCOPE] }) })],
    'problems',
    [],
  ],
  [
    'a recheck that saw another one mended',
    [
      found,
      runOn(2, {
        command: 'doctor recheck x',
        since: since({ mended: [{ ...SCOPE, id: 'scope-missing' }] }),
      }),
    ],
    'problems',
    ['owners-scope-missing'],
  ],
  [
    'a run that could not tell',
    [found, runOn(2, { checks: SCOPE.checks, since: since({ untold: [SCOPE] }) })],
    'problems',
    ['owners-scope-missing'],
  ],
  [
    'mended and found once more',
    [found, runOn(2, { checks: SCOPE.checks }), found],
    'problems',
    ['owners-scope-missing'],
  ],
  [
    'another cause beside it',
    [found, runOn(2, { status: 'warnings', causes: [REPLY], checks: ['replies/public'] })],
    'problems',
    ['reply-internal of 5001', 'owners-scope-missing'],
  ],
  [
    'another conversation, looked at for it',
    [
      ofThread,
      runOn(2, { checks: ['replies/public'], bundles: [{ file: 'b.bundle.json', thread: '5002' }] }),
    ],
    'warnings',
    ['reply-internal of 5001'],
  ],
  [
    'the same conversation, looked at for it',
    [
      ofThread,
      runOn(2, { checks: ['replies/public'], bundles: [{ file: 'b.bundle.json', thread: '5001' }] }),
    ],
    'healthy',
    [],
  ],
  [
    'the same conversation by its flag',
    [ofThread, runOn(2, { checks: ['replies/public'], remembered: { '--thread': ['5001'] } })],
    'healthy',
    [],
  ],
  [
    'no conversation at all',
    [ofThread, runOn(2, { checks: ['replies/public'] })],
    'warnings',
    ['reply-internal of 5001'],
  ],
  [
    'the same cause in another conversation',
    [
      ofThread,
      runOn(2, { status: 'warnings', causes: [{ ...REPLY, thread: '5002' }], checks: ['replies/public'] }),
    ],
    'warnings',
    ['reply-internal of 5002', 'reply-internal of 5001'],
  ],
  [
    'a healthy recheck of something else after it',
    [runOn(1, { status: 'incomplete' }), runOn(2, { command: 'doctor recheck x' })],
    'incomplete',
    [],
  ],
];

test.each(CASES)('%s', (_, runs, status, open) => {
  const now = openNow(runs);
  expect(now.causes.map(({ id, thread }) => (thread === undefined ? id : `${id} of ${thread}`))).toEqual(
    open,
  );
  expect(now.status).toBe(status);
});

test('names no checks, which are of no interest to whoever reads the story', () => {
  expect(openNow([found]).causes).toEqual([{ id: 'owners-scope-missing' }]);
});
