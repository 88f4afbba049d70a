/** One fault of the webhooks, looked at by one source of evidence alone; nobody answers anything. */
import type { Report } from '../../src/core/report.ts';
import { keyboardOf, wordsOf } from '../../src/run/sandbox/keyboard.ts';
import { loadPortal, type Portal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { runHere } from '../support/cli.ts';

type Delivery = Portal['state']['apps'][string]['deliveries'][string];
type Stream = Portal['state']['traffic'][string];

export interface WebhookFault {
  /** The portal of a legacy app that has it. */
  name: string;
  /** The same of a project app, where it is called otherwise: to commit means to deploy there. */
  onProject?: string;
  /** Events that HubSpot does not send because of it. */
  unsent?: readonly Sent[];
  /** What becomes of those that are sent, as HubSpot's log keeps it. */
  ended?: Partial<Record<Sent, Delivery['ended']>>;
  /** It keeps conversations from OpenCX, and not ticket changes alone. */
  losesSessions?: boolean;
}

/** Of the emulated portals' conversation. */
const TICKET = '57774743';

const SENT = {
  created: { minutesAgo: 40, event: 'conversation.creation' },
  written: { minutesAgo: 29, event: 'conversation.newMessage' },
  moved: { minutesAgo: 20, event: 'ticket.propertyChange', property: 'hs_pipeline_stage' },
} as const;
type Sent = keyof typeof SENT;
const ALL = Object.keys(SENT) as Sent[];

export const WEBHOOK_FAULTS: readonly WebhookFault[] = [
  { name: 'webhook-not-registered', unsent: ALL, losesSessions: true },
  { name: 'subscription-missing', unsent: ['written'], losesSessions: true },
  { name: 'ticket-properties-unselected', unsent: ['moved'] },
  { name: 'subscription-paused', unsent: ['written'], losesSessions: true },
  { name: 'expanded-object-events', unsent: ['moved'] },
  { name: 'changes-uncommitted', onProject: 'project-not-deployed' },
  { name: 'throttle-too-low', ended: { moved: 'CONCURRENCY_LIMITED' } },
  { name: 'webhook-url-stale', losesSessions: true },
  { name: 'webhook-url-other-org', losesSessions: true },
  { name: 'webhook-unreachable', ended: { created: 500, written: 500, moved: 500 }, losesSessions: true },
  { name: 'service-key-without-webhooks', unsent: ALL, losesSessions: true },
];

/**
 * What tells: the files of the build in force, HubSpot's log of deliveries, everything that the key opens together with
 * --probe-webhook, or how the conversations of a period fared.
 */
export type MeasuredBy = 'deployed' | 'delivered' | 'key' | 'onset';

const RIGHTS: Readonly<Record<MeasuredBy, readonly string[]>> = {
  deployed: ['developer.projects.read'],
  delivered: ['developer.logs.read'],
  key: ['developer.projects.read', 'developer.logs.read'],
  onset: ['developer.projects.read'],
};

/** The emulated project's build 4 was finished at 09:13:40. */
const ONSET = { until: '2026-11-01T09:00:00.000Z', from: '2026-11-02T09:20:00.000Z', count: 24 };

function portalOf({ name, onProject }: WebhookFault): string {
  return `${onProject ?? name}+healthy-project-app`;
}

/** The causes that a report has to name first, or none. */
export async function wantedOf(fault: WebhookFault): Promise<readonly string[]> {
  return (await loadPortal(fault.onProject ?? fault.name)).expect.causes;
}

export async function lookBy(source: MeasuredBy, fault: WebhookFault): Promise<Report> {
  // A service key belongs to no project.
  const isServiceKey = fault.name.startsWith('service-key');
  const portal = await loadPortal(isServiceKey ? fault.name : portalOf(fault));
  for (const key of Object.values(portal.state.personalAccessKeys)) {
    key.scopeGroups = Object.fromEntries(RIGHTS[source].map((right) => [right, true]));
  }
  if (source === 'delivered' || source === 'key') layDeliveries(portal, fault);
  if (source === 'onset') layOnset(portal, fault);
  const sandbox = await startSandbox(portal);
  try {
    const { variables, flags } = keyboardOf(sandbox);
    const { probeWebhook, ...given } = flags;
    const words = wordsOf(source === 'key' && probeWebhook ? flags : given);
    const since = source === 'onset' ? ['--since', ONSET.until] : [];
    const { out } = await runHere(['doctor', ...words, ...since, '--no-input', '--format', 'json'], {
      env: variables,
    });
    return JSON.parse(out);
  } finally {
    await sandbox.close();
  }
}

/** HubSpot's log of the last day, in which a customer wrote once more. */
function layDeliveries({ state, given }: Portal, { unsent = [], ended = {} }: WebhookFault): void {
  const threadId = given.thread ?? '';
  const [id, message] = Object.entries(state.messages).find(([, one]) => one.threadId === threadId) ?? [];
  const writtenAt = new Date(Date.now() - (SENT.written.minutesAgo + 1) * 60_000).toISOString();
  if (message) state.messages[`${id}-again`] = { ...message, createdAt: writtenAt };
  const sent = ALL.filter((each) => !unsent.includes(each));
  for (const app of Object.values(state.apps)) {
    app.deliveries = Object.fromEntries(
      sent.map((each) => [
        `00000000-0000-4000-8000-${String(ALL.indexOf(each)).padStart(12, '0')}`,
        {
          ...SENT[each],
          objectId: each === 'moved' ? TICKET : threadId,
          ended: ended[each] ?? 200,
        },
      ]),
    );
  }
}

/** Conversations once an hour, which have their sessions until the app is changed. */
function layOnset(portal: Portal, { losesSessions = false }: WebhookFault): void {
  const [channelAccountId = ''] = Object.keys(portal.state.channelAccounts);
  const stream: Omit<Stream, 'from'> = {
    conversations: ONSET.count,
    everySeconds: 3600,
    channelAccountId,
    assignedTo: 'A-7001',
    session: 'open',
    ticket: false,
    reply: 'none',
  };
  portal.state.traffic = {
    before: { ...stream, from: ONSET.until },
    since: { ...stream, from: ONSET.from, session: losesSessions ? 'none' : 'open' },
  };
}
