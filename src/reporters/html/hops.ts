/**
 * The way of a message as a run saw it: the stations that it passes, and how each is doing. For the picture of the
 * page, and for whoever asks where on the way a cause lies.
 */
import type { AreaId, CheckId } from '../../../checks/index.ts';
import type { Report } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import { causeFamilies } from '../causes.ts';
import { areaOf, type ListedCheck, listedChecks } from '../checks.ts';
import { counted } from '../words.ts';

export type HopId = 'hubspot' | 'webhook' | 'opencx' | 'handoff' | 'reply';

/** One station on the way from the customer's message to the answer. */
export interface Hop {
  id: HopId;
  /** Under the station in the picture. */
  title: string;
  /** What it has to do for the way to go on. */
  task: string;
}

/** In the order in which a message passes them. */
export const HOPS: readonly Hop[] = [
  {
    id: 'hubspot',
    title: 'HubSpot',
    task: 'keeps the conversation and lets OpenCX read and write with its token and scopes',
  },
  {
    id: 'webhook',
    title: 'Webhook',
    task: 'tells OpenCX of each new message, conversation and ticket change',
  },
  { id: 'opencx', title: 'OpenCX', task: 'works on what it was told, and writes or drafts the answer' },
  { id: 'handoff', title: 'Handoff', task: 'puts a ticket with the whole story before a rep' },
  { id: 'reply', title: 'Reply', task: 'reaches the customer on the channel that they wrote on' },
];

/** The area whose checks count along the whole way. */
const WHOLE_WAY = 'impact';
type WholeWayCheck = Extract<CheckId, `${typeof WHOLE_WAY}/${string}`>;

/** What is counted belongs where the one case of it does. */
const HOP_OF_CHECK: Readonly<Record<WholeWayCheck, HopId>> = {
  'impact/sessions-made': 'opencx',
  'impact/owners-held': 'hubspot',
  'impact/tickets-made': 'handoff',
  'impact/replies-public': 'reply',
};

/** Which station a finding belongs to. */
export const HOP_OF_AREA: Readonly<Record<Exclude<AreaId, typeof WHOLE_WAY>, HopId>> = {
  token: 'hubspot',
  oauth: 'hubspot',
  scopes: 'hubspot',
  account: 'hubspot',
  logs: 'hubspot',
  conversation: 'hubspot',
  project: 'webhook',
  webhooks: 'webhook',
  deliveries: 'webhook',
  proof: 'webhook',
  opencx: 'opencx',
  'default-user': 'opencx',
  processing: 'opencx',
  crm: 'opencx',
  handoff: 'handoff',
  replies: 'reply',
};

export function hopOf(check: string): HopId {
  const ofCheck: Readonly<Record<string, HopId>> = HOP_OF_CHECK;
  return ofCheck[check] ?? HOP_OF_AREA[areaOf(check) as keyof typeof HOP_OF_AREA];
}

export function hopTitle(id: HopId): string {
  return HOPS.find((hop) => hop.id === id)?.title ?? id;
}

/** How a station or the way behind it is drawn, beside its words. */
export type Tone = 'good' | 'bad' | 'warn' | 'open' | 'unsure' | 'quiet';

export type HopState =
  | 'awaited'
  | 'broken'
  | 'affected'
  | 'unknown'
  | 'waiting'
  | 'warned'
  | 'accepted'
  | 'open'
  | 'unanswered'
  | 'holds'
  | 'unseen';

/** The words, the mark and the tone of each state. */
export const HOP_STATES: Readonly<Record<HopState, { words: string; mark: Status; tone: Tone }>> = {
  awaited: { words: 'being looked at', mark: 'unknown', tone: 'quiet' },
  broken: { words: 'broken', mark: 'fail', tone: 'bad' },
  affected: { words: 'affected', mark: 'fail', tone: 'bad' },
  unknown: { words: 'not known', mark: 'unknown', tone: 'unsure' },
  waiting: { words: 'waiting', mark: 'blocked', tone: 'quiet' },
  warned: { words: 'to look at', mark: 'warn', tone: 'warn' },
  accepted: { words: 'failure accepted', mark: 'warn', tone: 'warn' },
  open: { words: 'holds so far', mark: 'pass', tone: 'open' },
  unanswered: { words: 'not answered', mark: 'manual', tone: 'open' },
  holds: { words: 'holds', mark: 'pass', tone: 'good' },
  unseen: { words: 'not looked at', mark: 'na', tone: 'quiet' },
};

/** A station as a run saw it. */
export interface SeenHop {
  hop: Hop;
  state: HopState;
  /** A few words of why. */
  detail: string;
  /** Numbers of the causes that lie here, as the page counts them. */
  causes: number[];
}

/**
 * The stations of a run; the handoff only where it says something, because an AI may answer without one.
 *
 * @param pending checks of a run under way that are not told yet: a station that waits for one of them is awaited, unless
 *   something there is broken already
 */
export function seenHops(report: Report, pending: readonly string[] = []): SeenHop[] {
  const byHop = Map.groupBy(listedChecks(report), ({ id }) => hopOf(id));
  const pendingAt = Map.groupBy(pending, hopOf);
  const roots = consequenceRoots(report);
  return HOPS.map((hop) => {
    const checks = (byHop.get(hop.id) ?? []).filter(({ check }) => check.status !== 'na');
    const seen = judged(hop, checks, roots);
    const left = pendingAt.get(hop.id)?.length ?? 0;
    const soFar = left > 0 && seen.state !== 'broken' ? underWay(left) : seen;
    return { hop, ...soFar, causes: causesAt(hop.id, report) };
  }).filter(({ hop, state }) => hop.id !== 'handoff' || state !== 'unseen');
}

/** For a check that fails only because of an earlier cause: the station of that cause. */
function consequenceRoots({ causes }: Report): Map<string, HopId | null> {
  const families = causeFamilies(causes);
  const ofRoots = new Set(families.flatMap(({ root }) => root.checks));
  const following = families.flatMap(({ root, consequences }) =>
    consequences
      .flatMap(({ checks }) => checks)
      .filter((id) => !ofRoots.has(id))
      .map((id): [string, HopId | null] => [id, root.checks[0] === undefined ? null : hopOf(root.checks[0])]),
  );
  return new Map(following);
}

function causesAt(hop: HopId, { causes }: Report): number[] {
  return causeFamilies(causes).flatMap(({ root }, index) =>
    root.checks.some((id) => hopOf(id) === hop) ? [index + 1] : [],
  );
}

/** The gravest that a check of the station says; what is not a finding yields to what is. */
function judged(
  hop: Hop,
  checks: readonly ListedCheck[],
  roots: ReadonlyMap<string, HopId | null>,
): Pick<SeenHop, 'state' | 'detail'> {
  const open = checks.filter(({ check }) => check.suppressed === undefined);
  const having = (...statuses: Status[]) => open.filter(({ check }) => statuses.includes(check.status));
  const failed = having('fail');
  const own = failed.filter(({ id }) => !roots.has(id));
  const untold = having('unknown', 'crash');
  const [blocked] = having('blocked');
  const questions = having('manual').length;
  const warnings = having('warn').length;

  if (own.length > 0) return { state: 'broken', detail: `${failed.length} of ${checks.length} checks fail` };
  if (failed[0] !== undefined) {
    return { state: 'affected', detail: because(roots.get(failed[0].id) ?? null, hop) };
  }
  if (untold.length > 0) return { state: 'unknown', detail: `${untold.length} of ${checks.length} not told` };
  if (blocked !== undefined) return { state: 'waiting', detail: awaited(blocked.check.blockedBy, hop) };
  if (warnings > 0) return { state: 'warned', detail: counted(warnings, 'warning') };
  if (open.length < checks.length) {
    return {
      state: 'accepted',
      detail: `${checks.length - open.length} of ${counted(checks.length, 'check')}`,
    };
  }
  if (questions > 0) {
    const isUnanswered = questions === open.length;
    return { state: isUnanswered ? 'unanswered' : 'open', detail: counted(questions, 'open question') };
  }
  return checks.length > 0
    ? { state: 'holds', detail: counted(checks.length, 'check') }
    : { state: 'unseen', detail: 'no check applied' };
}

function underWay(left: number): Pick<SeenHop, 'state' | 'detail'> {
  return { state: 'awaited', detail: `${counted(left, 'check')} to come` };
}

function because(root: HopId | null, hop: Hop): string {
  return root === null || root === hop.id ? 'by an earlier cause' : `by ${hopTitle(root)}`;
}

function awaited(blockedBy: string | null, hop: Hop): string {
  if (blockedBy === null || hopOf(blockedBy) === hop.id) return 'for an earlier check';
  return `for ${hopTitle(hopOf(blockedBy))}`;
}
