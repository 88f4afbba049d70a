/**
 * What can go wrong between the doctor and the services, each against a portal where nothing is wrong: the report is
 * whole, says what could not be told, and blames nobody's settings for it.
 */

import { beforeAll, describe, expect, test } from 'vitest';
import type { CauseId } from '../../checks/causes.ts';
import type { CheckId } from '../../checks/index.ts';
import { FAULTS } from '../../src/sandbox/faults/faults.ts';
import { PROOF } from '../support/proof.ts';
import {
  causesOf,
  checksThatAre,
  examine,
  expectCompleteReport,
  NOTHING_WRONG,
  warmUp,
} from './examination.ts';
import { BOTH, inReportOrder, OF_CONVERSATIONS, OF_CRM, OF_HUBSPOT, OF_SESSIONS } from './untold.ts';

beforeAll(warmUp);

/** Faults with which a service cannot be read, everywhere or where it is confined to: what stays untold. */
const UNTOLD: Record<string, readonly CheckId[]> = {
  'developer-key-wanted': OF_HUBSPOT,
  gated: OF_HUBSPOT,
  'rate-limited': OF_HUBSPOT,
  'secondly-limit': OF_HUBSPOT,
  'account-moving': OF_HUBSPOT,
  'server-errors': BOTH,
  unavailable: BOTH,
  slow: BOTH,
  reset: BOTH,
  'reset-mid-body': BOTH,
  'truncated-json': BOTH,
  'invalid-json': BOTH,
  'html-instead-of-json': BOTH,
  'opencx-down': OF_SESSIONS,
  'conversations-down': OF_CONVERSATIONS,
  // Introspection lists the scope; the agent that the conversations API knows may be of a user who has left.
  'owners-down': ['default-user/known'],
  'search-refused': ['crm/contact-match'],
  // The reads that stand in for it prove no write scope.
  'no-introspection': ['scopes/required'],
  'introspection-down': ['scopes/required'],

  'everything-401@/oauth/': ['scopes/required'],
  'everything-401@/account-info/': ['account/usage'],
  'everything-401@/conversations/': OF_CONVERSATIONS,
  // The scope is listed and the read refused all the same: which of the two is right is not told.
  'everything-401@/crm/v3/owners': ['scopes/owners-read', 'default-user/known'],
  'developer-key-wanted@/account-info/': ['account/usage'],
  'gated@/conversations/': OF_CONVERSATIONS,
  'gated@/oauth/': ['scopes/required'],
  'rate-limited@/crm/': OF_CRM,
  'daily-limit@/crm/': OF_CRM,
  'account-moving@/crm/': OF_CRM,
  'server-errors@/oauth/': ['scopes/required'],
  'server-errors@/chat/': OF_SESSIONS,
  'unavailable@/account-info/': ['account/usage'],
  'slow@/conversations/': OF_CONVERSATIONS,
  'slow@/chat/': OF_SESSIONS,
  'reset@/crm/': OF_CRM,
  'reset-mid-body@/conversations/': OF_CONVERSATIONS,
  'truncated-json@/account-info/': ['account/usage'],
  'invalid-json@/chat/': OF_SESSIONS,
  'html-instead-of-json@/oauth/': ['scopes/required'],
};

/** Of the faults that are confined to some paths, one in ten; with PROOF, all. */
const TRIED = Object.entries(UNTOLD).filter(
  ([fault], index) => PROOF || !fault.includes('@') || index % 10 === 0,
);

describe.each(TRIED)('%s', (fault, untold) => {
  test('leaves untold what it concerns, and nothing else', async () => {
    const examined = await examine({ faults: [fault] });
    expectCompleteReport(examined);
    expect(checksThatAre(examined, 'unknown')).toEqual(inReportOrder(untold));
    expect(checksThatAre(examined, 'fail', 'warn', 'blocked')).toEqual([]);
    expect(causesOf(examined)).toEqual([]);
    expect(examined.code).toBe(untold.length > 0 ? 3 : 0);
  });
});

/** What a service itself says of the token or of the allowance: a cause, and everything that waits for it. */
const TOLD_BY_HUBSPOT: Record<string, [CauseId, CheckId]> = {
  'everything-401': ['token-rejected', 'token/accepted'],
  'bare-401': ['token-rejected', 'token/accepted'],
  'daily-limit': ['daily-limit-reached', 'account/usage'],
};

test.each(Object.entries(TOLD_BY_HUBSPOT))('%s gives its one cause', async (fault, [cause, check]) => {
  const examined = await examine({ faults: [fault] });
  expectCompleteReport(examined);
  expect(causesOf(examined)).toEqual([cause]);
  expect(checksThatAre(examined, 'fail')).toEqual([check]);
  expect(checksThatAre(examined, 'unknown', 'warn')).toEqual([]);
  const { checks } = examined.report;
  for (const id of checksThatAre(examined, 'blocked')) expect(checks[id]?.blockedBy).toBe(check);
  expect(examined.code).toBe(1);
});

test('the daily limit on the usage call alone is told, and blocks nothing that was read', async () => {
  const examined = await examine({ faults: ['daily-limit@/account-info/'] });
  expectCompleteReport(examined);
  expect(causesOf(examined)).toEqual(['daily-limit-reached']);
  expect(checksThatAre(examined, 'blocked', 'unknown')).toEqual([]);
  expect(examined.code).toBe(1);
});

describe('faults that pass', () => {
  test.each(['server-error-once', 'reset-once'])('%s: the next try finds nothing wrong', async (fault) => {
    const examined = await examine({ faults: [fault] });
    expectCompleteReport(examined);
    expect(NOTHING_WRONG).toContain(examined.report.status);
    expect(examined.code).toBe(0);
    expect(Math.max(...examined.calls.values())).toBe(2);
  });

  test('a one-second limit is waited for', async () => {
    const examined = await examine({
      faults: ['secondly-limit'],
      flags: ['--timeout', '10', '--deadline', '20'],
      meanwhile: async (sandbox) => {
        while (sandbox.requests.length === 0) await new Promise(setImmediate);
        sandbox.setFaults([]);
      },
    });
    expectCompleteReport(examined);
    expect(NOTHING_WRONG).toContain(examined.report.status);
    expect([...examined.calls.values()]).toContain(2);
  });

  test('a ten-second limit is not waited for where there is less time', async () => {
    const examined = await examine({ faults: ['rate-limited-once'] });
    expectCompleteReport(examined);
    expect(causesOf(examined)).toEqual([]);
    expect(examined.code).toBe(3);
    expect(Math.max(...examined.calls.values())).toBe(1);
  });
});

/** Of those not named above, some concern writes and deliveries alone: the doctor does neither. */
const OTHERS = FAULTS.map(({ name }) => name).filter(
  (name) => !(name in UNTOLD) && !(name in TOLD_BY_HUBSPOT) && !name.endsWith('-once'),
);

test.each(OTHERS)('%s concerns nothing that the doctor reads', async (fault) => {
  const examined = await examine({ faults: [fault] });
  expectCompleteReport(examined);
  expect(NOTHING_WRONG).toContain(examined.report.status);
});
