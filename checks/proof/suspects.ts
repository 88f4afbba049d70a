/**
 * What the absence of a hop leaves: the documented reasons that nothing that was seen excludes, likeliest first. A hop
 * that did not come says only that something is amiss; which of these it is, is at most likely.
 */
import type { Evidence } from '../../src/core/evidence.ts';
import { type Subscription, WANTED_THROTTLE } from '../../src/core/hubspot/webhooks.ts';
import type { CauseId } from '../causes.ts';
import type { EvidenceValues } from '../facts.ts';
import type { Finding, Findings } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { perSecond } from '../webhooks/throttling.ts';
import type { Clues, Standing } from './clues.ts';
import { byLog } from './logged.ts';

const ORDER: readonly Standing[] = ['measured', 'said', 'hinted', 'open', 'doubtful', 'denied'];

/** More than these tell nobody where to begin. */
const MOST_LISTED = 4;

export interface Suspicion {
  /** The event that did not come. */
  event: string;
  /** Reasons in the order in which they are met in the field. */
  causes: readonly CauseId[];
}

/** At most four: what was measured alone where something was, and the last resort where everything is excluded. */
export function suspectsOf({ event, causes }: Suspicion, clues: Clues, lastResort: CauseId): Findings {
  const standing = causes
    .map((cause) => ({ cause, standing: standingOf(cause, event, clues) }))
    .filter((each) => each.standing !== 'out')
    .toSorted((one, other) => ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing));
  const measured = standing.filter((each) => each.standing === 'measured');
  const listed = (measured.length > 0 ? measured : standing).slice(0, MOST_LISTED);
  const [first, ...rest] = listed.map(
    (each): Finding => ({
      cause: each.cause,
      confidence: LIKELY.includes(each.standing) || listed.length === 1 ? 'likely' : 'possible',
      ...(NAMES_EVENTS.includes(each.cause) && { details: { events: [event] } }),
    }),
  );
  return first ? [first, ...rest] : [{ cause: lastResort, confidence: 'likely' }];
}

const LIKELY: readonly Standing[] = ['measured', 'said'];
const NAMES_EVENTS: readonly CauseId[] = ['subscription-missing', 'subscription-paused'];

/** What HubSpot's own log shows to have been sent goes before what a file or a person says; its silence comes after. */
function standingOf(cause: CauseId, event: string, clues: Clues): Standing {
  const logged = byLog(cause, event, clues);
  if (logged === 'out' || logged === 'measured') return logged;
  const told = STANDINGS[cause]?.(clues, event) ?? 'open';
  return told === 'open' ? (logged ?? told) : told;
}

const STANDINGS: Partial<Record<CauseId, (clues: Clues, event: string) => Standing>> = {
  'webhook-not-registered': (clues) =>
    saidOf(clues['webhooks.targetUrl'], (url) => url === null) ?? loggedOf(clues, /^WEBHOOK_SETTINGS/),
  'subscription-missing': (clues, event) =>
    saidOf(clues['webhooks.subscriptions'], (rows) => !rows.some((row) => isFor(event, row))) ??
    sentOf(clues, 'none') ??
    loggedOf(clues, /^WEBHOOK_SUBSCRIPTION/),
  'subscription-paused': (clues, event) =>
    saidOf(clues['webhooks.paused'], (paused) => paused.includes(event)) ?? sentOf(clues, 'none') ?? 'open',
  'changes-uncommitted': (clues) =>
    saidOf(clues['webhooks.committed'], (isCommitted) => !isCommitted) ??
    sentOf(clues, 'none') ??
    loggedOf(clues, /^WEBHOOK_SUBSCRIPTION/),
  'webhook-url-stale': (clues) => differs(clues, 'digest') ?? sentOf(clues, 'delivered') ?? 'open',
  'webhook-url-other-org': (clues) => differs(clues, 'organization') ?? sentOf(clues, 'delivered') ?? 'open',
  'webhook-unreachable': (clues) => {
    const status = obtained(clues['webhooks.answer'])?.status;
    if (status === undefined) return sentOf(clues, 'errors') ?? 'open';
    return status >= 200 && status < 300 ? 'out' : 'measured';
  },
  'ticket-properties-unselected': (clues) => {
    const rows = obtained(clues['webhooks.subscriptions']);
    const isSubscribed = rows?.some((row) => row.event === 'ticket.propertyChange') ?? true;
    return (
      saidOf(clues['webhooks.ticketProperties'], ({ length }) => length === 0 && isSubscribed) ??
      sentOf(clues, 'none') ??
      'open'
    );
  },
  'expanded-object-events': (clues) =>
    saidOf(clues['webhooks.objectFormat'], ({ classic }) => !classic.includes('ticket.propertyChange')) ??
    sentOf(clues, 'delivered') ??
    'open',
  'throttle-too-low': (clues) =>
    saidOf(
      clues['webhooks.throttle'],
      (throttle) => (perSecond(throttle) ?? WANTED_THROTTLE) < WANTED_THROTTLE,
    ) ?? 'open',
};

/** In the expanded format it is subscribed too, and that is a reason of its own. */
function isFor(event: string, row: Subscription): boolean {
  return row.event === event || (event === 'ticket.propertyChange' && row.event === 'object.propertyChange');
}

/** What a file or an API shows settles it; what a person said makes it likelier or less likely. */
function saidOf<T>(evidence: Evidence<T>, isAmiss: (value: T) => boolean): Standing | undefined {
  if (evidence.outcome !== 'ok') return undefined;
  const isStated = evidence.source === 'stated';
  if (isAmiss(evidence.value)) return isStated ? 'said' : 'measured';
  return isStated ? 'denied' : 'out';
}

/** Two URLs that were both said are compared by what both of them show. */
function differs(clues: Clues, part: 'digest' | 'organization'): Standing | undefined {
  const held = clues['webhooks.targetUrl'];
  const shown = obtained(clues['opencx.webhookUrl'])?.[part];
  if (held.outcome !== 'ok' || !held.value?.[part] || shown === undefined) return undefined;
  const isStated = held.source === 'stated';
  if (held.value[part] !== shown) return isStated ? 'said' : 'measured';
  return isStated ? 'denied' : 'out';
}

/** By what somebody read in HubSpot's log of deliveries for such a message. */
function sentOf(clues: Clues, wanted: EvidenceValues['webhooks.delivering']): Standing | undefined {
  const log = obtained(clues['webhooks.delivering']);
  if (log === undefined) return undefined;
  return log === wanted ? 'hinted' : 'denied';
}

/** A change of this kind in the security log speaks against its never having been made; none in a month, for it. */
function loggedOf(clues: Clues, kind: RegExp): Standing {
  const rows = obtained(clues['webhooks.activity']);
  if (rows === undefined) return 'open';
  return rows.some(({ type }) => kind.test(type)) ? 'doubtful' : 'hinted';
}
