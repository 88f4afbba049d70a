/** Each fact is asked for once, whatever the doctor is given and whichever way it has to find out. */
import { describe, expect, test } from 'vitest';
import { inTurn } from '../support/proof.ts';
import { type Circumstances, examine } from './examination.ts';

/** Slow enough that whatever is asked for at the same time is under way at the same time. */
const LATENCY_MS = 100;

/** Far more than the answers take, so that no call is made again for want of time. */
const UNHURRIED = ['--timeout', '15', '--deadline', '15'];

const THREAD = '8243595013';
const TICKET = '57774743';
const SESSION = '00000000-0000-4000-8000-0000000000c1';

const POINTERS: [string, NonNullable<Circumstances['pointers']>][] = [
  ['nothing', {}],
  ['a thread', { thread: THREAD }],
  ['a thread and a session', { thread: THREAD, session: SESSION }],
  ['a session', { session: SESSION }],
  ['a ticket', { ticket: TICKET }],
  ['a ticket and a thread', { ticket: TICKET, thread: THREAD }],
  ['a contact', { contact: 'jo.doe@example.test' }],
];

/** What is given where it is found out in that way: one of them, and all of them in the usual way and with PROOF. */
describe.each([
  { way: 'introspection answers', faults: [], given: POINTERS },
  {
    way: 'small reads stand in for introspection',
    faults: ['no-introspection'],
    given: inTurn(POINTERS, 0),
  },
  { way: 'the session cannot be read', faults: ['html-instead-of-json@/chat/'], given: inTurn(POINTERS, 3) },
])('where $way, no call is made twice', ({ faults, given }) => {
  test.each(given)('with %s', async (_name, pointers) => {
    const { report, calls } = await examine({ pointers, faults, latencyMs: LATENCY_MS, flags: UNHURRIED });
    expect([...calls].filter(([, times]) => times > 1)).toEqual([]);
    expect(report.calls).toBe(calls.size);
    expect(report.causes).toEqual([]);
  });
});
