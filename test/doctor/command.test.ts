/** Commands that a report names, to be pasted: they look where this run looked, and hold nothing that is old or secret. */
import { expect, test } from 'vitest';
import type { TypedFlag } from '../../src/core/flags/typed-again.ts';
import { answering, commandWith, onTheWay, openAnswerIn, typedForTest } from '../../src/doctor/command.ts';
import { select } from '../../src/doctor/selection.ts';

const GIVEN = { answers: {}, webhookFiles: [], probeWebhook: false, offline: false };
const SELECTION = select({ symptom: undefined, only: [], skip: [] });

function commandOf(typed: readonly TypedFlag[], flag: readonly string[]): string {
  return commandWith(flag, { selection: SELECTION, given: GIVEN, typed });
}

test.each<[string, TypedFlag[], string[], string]>([
  ['nothing', [], [], 'opencx-hubspot doctor'],
  [
    'what was typed stands before the answer',
    [
      { name: '--profile', values: ['shop'] },
      { name: '--answer', values: ['webhooks.paused=none'] },
    ],
    answering('webhooks.throttle'),
    'opencx-hubspot doctor --profile shop --answer webhooks.paused=none --answer webhooks.throttle=VALUE',
  ],
  [
    'an answer that was typed gives way to the new one',
    [{ name: '--answer', values: ['webhooks.throttle=10'] }],
    answering('webhooks.throttle'),
    'opencx-hubspot doctor --answer webhooks.throttle=VALUE',
  ],
  [
    'a flag that says the same does as well',
    [{ name: '--default-user', values: ['A-7001'] }],
    answering('opencx.defaultUserId'),
    'opencx-hubspot doctor --answer opencx.defaultUserId=VALUE',
  ],
  [
    'a conversation of the count stands in the place of the one that was typed',
    [{ name: '--thread', values: ['1'] }],
    ['--thread', '2'],
    'opencx-hubspot doctor --thread 2',
  ],
])('%s', (_what, typed, flag, command) => {
  expect(commandOf(typed, flag)).toBe(command);
});

test('a live test is looked at again on its way, and at what the test itself made', () => {
  const typed: TypedFlag[] = [
    { name: '--profile', values: ['shop'] },
    { name: '--ticket', values: ['1'] },
    { name: '--default-user', values: ['A-7001'] },
  ];
  const [profile, , user] = typed;
  expect(typedForTest(typed, { ...GIVEN, threadId: '8', ticketId: '9', mode: 'project-app' })).toEqual([
    profile,
    user,
    { name: '--thread', values: ['8'] },
    { name: '--ticket', values: ['9'] },
  ]);
  expect(typedForTest(typed, GIVEN)).toEqual([profile, user]);
});

test('the answer that is waited for is found in a command, and no other', () => {
  expect(openAnswerIn(commandOf([], answering('webhooks.throttle')))).toBe(
    '--answer webhooks.throttle=VALUE',
  );
  expect(
    openAnswerIn(commandOf([{ name: '--answer', values: ['a.b=VALUE'] }], ['--thread', 'ID'])),
  ).toBeUndefined();
  expect(openAnswerIn(undefined)).toBeUndefined();
});

const VERIFY = 'opencx-hubspot doctor --only webhooks/throttle --mode project-app';
const FIX = {
  kind: 'manual' as const,
  steps: ['Set it.', `Run \`${VERIFY}\`: it should pass.`],
  verify: VERIFY,
};

test('a fix is proved on the way of the run, with each flag once', () => {
  const typed: TypedFlag[] = [
    { name: '--token-file', values: ["it's mine.txt"] },
    { name: '--mode', values: ['project-app'] },
    { name: '--answer', values: ['webhooks.throttle=10'] },
    { name: '--thread', values: ['1'] },
  ];
  const { verify, steps } = onTheWay(FIX, typed);
  expect(verify).toBe(`${VERIFY} --token-file 'it'\\''s mine.txt'`);
  expect(steps[1]).toBe(`Run \`${verify}\`: it should pass.`);
});

test('a fix is left as it is where nothing was typed, or nothing proves it', () => {
  expect(onTheWay(FIX)).toBe(FIX);
  const unproved = { kind: 'wait' as const, steps: ['Wait.'] };
  expect(onTheWay(unproved, [{ name: '--profile', values: ['shop'] }])).toBe(unproved);
});
