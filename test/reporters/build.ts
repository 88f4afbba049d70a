import { PAGES } from '../../src/core/connection.ts';
import type {
  Report,
  ReportCause,
  ReportCheck,
  ReportEvidence,
  ReportQuestion,
} from '../../src/core/report.ts';
import { STATUSES, type Status } from '../../src/core/verdict.ts';

const DOCS = 'https://docs.open.cx/integrations/hubspot/troubleshooting';

/** What the checks of the samples claim. */
const CLAIMS: Readonly<Record<string, string>> = {
  'token/format': 'the token has the form of a HubSpot app token',
  'token/accepted': 'HubSpot accepts the token',
  'token/portal': 'the token belongs to the portal that is meant',
  'scopes/required': 'every required scope is granted',
  'scopes/owners-read': 'owners can be read',
  'account/usage': 'the daily API allowance is not used up',
  'opencx/key': 'OpenCX accepts its API key',
  'webhooks/registered': 'the app has a webhook target URL',
  'webhooks/subscriptions': 'New message, Conversation creation and Ticket property change are subscribed',
  'webhooks/ticket-properties': 'the ticket subscription has properties selected',
  'webhooks/paused': 'none of the three subscriptions is paused',
  'webhooks/committed': 'subscription changes are committed',
  'webhooks/throttle': 'event throttling is 100 per second or more',
  'webhooks/target-url': 'the URL in HubSpot is the URL that OpenCX shows',
  'webhooks/reachable': 'the target answers an empty batch',
  'webhooks/delivering': 'what happened in HubSpot arrived as events',
  'conversation/found': 'the conversation that was named exists in this portal',
  'conversation/owner': 'the conversation is assigned to the OpenCX AI user',
  'handoff/workflow-action': 'a workflow creates the ticket on handoff',
  'handoff/ticket': 'the conversation has a ticket with its contact',
  'handoff/comment': 'the handoff comment stands on the conversation',
  'handoff/ticket-close': "a resolved conversation's ticket is closed",
  'replies/public': 'a rep has answered in public',
  'replies/channel-reachable': "the customer's channel can be reached",
  'processing/outcome': 'the events received were acted on',
  'processing/session': 'the thread has an OpenCX session',
  'logs/unauthorized': 'no call was refused with 401',
  'logs/missing-scopes': 'no call was refused for a missing scope',
  'logs/rate-limits': 'no call was refused for a rate limit',
  'crm/connection': 'the CRM connection is made',
};

const claimOf = (id: string) => CLAIMS[id] ?? `${id} holds`;

/** A check's entry with the given status. */
export function check(
  id: string,
  status: Status,
  summary: string,
  rest: Partial<ReportCheck> = {},
): [string, ReportCheck] {
  return [
    id,
    {
      status,
      title: claimOf(id),
      summary,
      measured: null,
      expected: null,
      evidence: [],
      source: null,
      blockedBy: null,
      question: null,
      docs: DOCS,
      durationMs: 0,
      ...rest,
    },
  ];
}

export const passed = (id: string, rest: Partial<ReportCheck> = {}): [string, ReportCheck] =>
  check(id, 'pass', `It holds that ${claimOf(id)}.`, { source: 'live', ...rest });

export const blocked = (id: string, blockedBy: string): [string, ReportCheck] =>
  check(id, 'blocked', `Cannot be told before ${blockedBy} holds.`, { blockedBy });

export const asked = (id: string, question: string): [string, ReportCheck] =>
  check(id, 'manual', 'Nobody has said.', { question });

export function cause(
  id: string,
  rest: Partial<ReportCause> & Pick<ReportCause, 'title' | 'checks'>,
): ReportCause {
  return {
    id,
    confidence: 'confirmed',
    owner: 'hubspot-admin',
    measured: '',
    expected: '',
    evidence: [],
    against: [],
    fixes: [],
    followsFrom: null,
    explains: [],
    ...rest,
  };
}

export const live = (rest: Partial<ReportEvidence> = {}): ReportEvidence => ({
  source: 'live',
  at: '2026-11-22T02:10:04.000Z',
  outcome: 'ok',
  durationMs: 120,
  calls: 1,
  ...rest,
});

type Parts = Omit<Partial<Report>, 'checks' | 'summary'> & {
  checks: readonly [string, ReportCheck][];
  status: Report['status'];
};

const openIn = (checks: readonly [string, ReportCheck][], wanted: Status) =>
  checks.filter(([, { status, suppressed }]) => status === wanted && suppressed === undefined).length;

/** Each question once, as the table of facts would have it if it knew those of the samples. */
function questionsIn(checks: readonly [string, ReportCheck][]): ReportQuestion[] {
  const open = checks.filter(([, { status, question }]) => status === 'manual' || question !== null);
  const byText = Map.groupBy(open, ([, { question, summary }]) => question ?? summary);
  return [...byText].map(([text, asking]) => ({
    key: asking[0]?.[0].replace('/', '.') ?? '',
    kind: 'yes-no',
    text,
    where: 'HubSpot: your app -> Webhooks',
    settles: asking.map(([id]) => id),
  }));
}

/** A report whose summary counts its checks, the accepted failures left out. */
export function report({ checks, ...rest }: Parts): Report {
  const summary = Object.fromEntries(
    STATUSES.map((status) => [status, openIn(checks, status)]),
  ) as Report['summary'];
  return {
    schemaVersion: 1,
    tool: { name: 'opencx-hubspot', version: '0.1.0' },
    startedAt: '2026-11-22T02:10:03.000Z',
    durationMs: 1240,
    portal: { hubId: 7700001, appId: 88, uiDomain: 'app-eu1.hubspot.com', region: 'eu1' },
    connection: { mode: 'legacy-app', by: 'said', page: PAGES['legacy-app'] },
    symptom: null,
    obstacle: null,
    summary,
    causes: [],
    questions: questionsIn(checks),
    nextTest: null,
    checks: Object.fromEntries(checks),
    evidence: {},
    calls: 11,
    ...rest,
  };
}
