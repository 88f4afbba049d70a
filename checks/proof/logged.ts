/**
 * What HubSpot's log of deliveries shows of the time of a live test. A row is no proof of the test's own message, and need
 * not be: whether an app subscribes to an event, and where that goes, is the same for all conversations.
 */
import type { DeliveredEventRow, DeliveryLog, DeliveryTrouble } from '../../src/core/delivery-log.ts';
import type { CauseId } from '../causes.ts';
import { obtained } from '../shared/obtained.ts';
import type { Clues, Standing } from './clues.ts';

/** HubSpot's times of a message and of what it sends of it may be told by different machines. */
const SLACK_MS = 1_000;

/** Reasons for which HubSpot sends nothing. */
const NOT_SENT: readonly CauseId[] = [
  'webhook-not-registered',
  'subscription-missing',
  'subscription-paused',
  'changes-uncommitted',
  'ticket-properties-unselected',
];
/** Reasons for which what it sends comes to nothing. */
const SENT_IN_VAIN: readonly CauseId[] = [
  'webhook-url-stale',
  'webhook-url-other-org',
  'webhook-unreachable',
];
/** Answered so, an address is likely not the one that OpenCX serves. */
const NOT_SERVED: readonly number[] = [401, 404, 410];

function begin(writtenAt: string): number {
  return Date.parse(writtenAt) - SLACK_MS;
}

/** Whether the event was sent, and taken, since the test message was written. */
export function isAnsweredSince({ lastAnsweredAt }: DeliveredEventRow, writtenAt: string): boolean {
  return isSince(lastAnsweredAt, begin(writtenAt));
}

/** How a suspect stands by the log; undefined where it says nothing of it. */
export function byLog(cause: CauseId, event: string, clues: Clues): Standing | undefined {
  const log = obtained(clues['deliveries.log']);
  const writtenAt = obtained(clues['proof.message'])?.at;
  if (!log || writtenAt === undefined) return undefined;
  const begunAt = begin(writtenAt);
  const row = log.events.find((each) => each.event === event && isSince(each.lastAt, begunAt));
  if (row) {
    const isAnswered = isSince(row.lastAnsweredAt, begunAt);
    return ofSent(cause, isAnswered ? undefined : troubleSince(log, begunAt), row.address, clues);
  }
  if (
    event === 'ticket.propertyChange' &&
    log.events.some((each) => each.ofTickets && isSince(each.lastAt, begunAt))
  )
    return cause === 'expanded-object-events' ? 'measured' : undefined;
  return isSilent(log, begunAt) ? ofSilence(cause) : undefined;
}

function ofSent(
  cause: CauseId,
  trouble: DeliveryTrouble | undefined,
  address: string | undefined,
  clues: Clues,
): Standing | undefined {
  if (NOT_SENT.includes(cause) || cause === 'expanded-object-events') return 'out';
  if (cause === 'webhook-unreachable') {
    if (!trouble) return 'out';
    return isNotServed(trouble) || trouble.outcome === 'heldBack' ? undefined : 'measured';
  }
  if (cause === 'throttle-too-low') return trouble?.outcome === 'heldBack' ? 'measured' : undefined;
  if (cause === 'webhook-url-stale' && trouble && isNotServed(trouble)) return 'hinted';
  const stands = addressOf(address, clues);
  // Of an address that is another one, more is known than that it differs only where both name their organization.
  if (cause === 'webhook-url-other-org') return stands === 'out' ? stands : undefined;
  return cause === 'webhook-url-stale' ? stands : undefined;
}

function isNotServed({ status }: DeliveryTrouble): boolean {
  return status !== undefined && NOT_SERVED.includes(status);
}

/** Where it went, beside what OpenCX shows. */
function addressOf(address: string | undefined, clues: Clues): Standing | undefined {
  const shown = obtained(clues['opencx.webhookUrl'])?.digest;
  if (address === undefined || shown === undefined) return undefined;
  return address === shown ? 'out' : 'measured';
}

/** A row may still come, so that none is there is a hint and no more. */
function ofSilence(cause: CauseId): Standing | undefined {
  if (NOT_SENT.includes(cause)) return 'hinted';
  return SENT_IN_VAIN.includes(cause) ? 'denied' : undefined;
}

/** The log covers the test, and no row of its time may have carried the event. */
function isSilent({ covered, unnamedAt }: DeliveryLog, begunAt: number): boolean {
  if (!covered || Date.parse(covered.from) > begunAt || Date.parse(covered.to) < begunAt) return false;
  return !unnamedAt.some((at) => isSince(at, begunAt));
}

function troubleSince({ troubles }: DeliveryLog, begunAt: number): DeliveryTrouble | undefined {
  return troubles.find(({ lastAt }) => isSince(lastAt, begunAt));
}

function isSince(at: string | undefined, begunAt: number): boolean {
  return at !== undefined && Date.parse(at) >= begunAt;
}
