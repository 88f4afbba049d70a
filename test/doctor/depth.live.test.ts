/** Each fact is asked for once, whatever the doctor is given and whichever way it has to find out. */
import { describe, expect, test } from 'vitest';
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

describe.each([
  ['introspection answers', []],
  ['small reads stand in for introspection', ['no-introspection']],
  ['the session cannot be read', ['html-instead-of-json@/chat/']],
])('where %s, no call is made twice', (_way, faults) => {
  test.each(POINTERS)('with %s', async (_name, pointers) => {
    const { report, calls } = await examine({ pointers, faults, latencyMs: LATENCY_MS, flags: UNHURRIED });
    expect([...calls].filter(([, times]) => times > 1)).toEqual([]);
    expect(report.calls).toBe(calls.size);
    expect(report.causes).toEqual([]);
  });
});
