import type { EvidenceKey, EvidenceValues } from '../../../checks/facts.ts';
import type { Defined } from '../../../checks/shared/define-check.ts';
import type { Evidence, EvidenceError } from '../../../src/core/evidence.ts';
import type { Contact, Thread, Ticket } from '../../../src/core/hubspot/records.ts';
import type { Session } from '../../../src/core/opencx.ts';
import type { Finding, Judgement } from '../../../src/core/verdict.ts';

export const AI_USER = 'A-7001';
export const REP = 'A-7002';
export const CUSTOMER = 'V-101';
export const SESSION_ID = '11111111-1111-4111-8111-111111111111';
export const READ_AT = '2026-11-02T10:10:00.000Z';

const provenance = { source: 'live', at: READ_AT, durationMs: 1, calls: 1 } as const;

export function failed(error: Partial<EvidenceError> = {}): Evidence<never> {
  return {
    ...provenance,
    outcome: 'error',
    error: { kind: 'timeout', message: 'HubSpot did not answer within 10 s.', ...error },
  };
}

export function notFound(message: string): Evidence<never> {
  return failed({ kind: 'http', status: 404, message });
}

export function notGiven(): Evidence<never> {
  return { ...provenance, outcome: 'missing', why: 'Nobody gave it.' };
}

export function ok<T>(value: T): Evidence<T> {
  return { ...provenance, outcome: 'ok', value };
}

export type Values = Partial<EvidenceValues>;
export type Failures = { [K in EvidenceKey]?: Evidence<never> };

/** Judges as the runner does once all needs are there; evidence that is not named was not given. */
export function judge(check: Defined<string>, values: Values, failures: Failures = {}): Judgement {
  const used = Object.fromEntries(
    (check.uses ?? []).map((key) => [
      key,
      failures[key] ?? (values[key] === undefined ? notGiven() : ok(values[key])),
    ]),
  );
  return check.judge(values as never, used as never, 'legacy-app');
}

/** The findings of a verdict; empty for one that found nothing. */
export function findingsOf(judgement: Judgement): readonly Finding[] {
  return 'findings' in judgement ? judgement.findings : [];
}

export function thread(over: Partial<Thread> = {}): Thread {
  return {
    id: '5001',
    status: 'OPEN',
    createdAt: '2026-11-02T10:00:00.000Z',
    latestMessageAt: '2026-11-02T10:05:00.000Z',
    assignedTo: AI_USER,
    inboxId: '1',
    contactId: '101',
    originalChannelId: '1002',
    originalChannelAccountId: '42',
    archived: false,
    spam: false,
    ...over,
  };
}

export function unassigned(): Thread {
  const { assignedTo: _, ...rest } = thread();
  return rest;
}

export function ticket(over: Partial<Ticket> = {}): Ticket {
  return { id: '9001', pipelineId: '0', stageId: '1', contactIds: ['101'], archived: false, ...over };
}

export function contact(over: Partial<Contact> = {}): Contact {
  return { id: '101', email: 'jo@example.test', name: 'Jo Example', archived: false, ...over };
}

export function session(over: Partial<Session> = {}): Session {
  return {
    id: SESSION_ID,
    status: 'open',
    channel: 'email',
    assistMode: false,
    handedOff: false,
    createdAt: '2026-11-02T10:00:00.000Z',
    updatedAt: '2026-11-02T10:05:00.000Z',
    ...over,
  };
}

export const handedOff = (over: Partial<Session> = {}): Session =>
  session({ handedOff: true, closure: 'handed_off', ...over });
