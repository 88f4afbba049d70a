/** What a period's threads, sessions and messages come to. Pure: who has to be asked for them is the probe's business. */
import { EvidenceFailure } from '../../src/core/evidence.ts';
import { channelOfHubSpotId } from '../../src/core/hubspot/channels.ts';
import type { Message, Thread } from '../../src/core/hubspot/records.ts';
import type { MeasuredShare, UntoldShare } from '../../src/core/impact.ts';
import type { Session } from '../../src/core/opencx.ts';
import { isHandedOff } from '../conversation/holder.ts';
import { answerOfReps } from '../replies/answer-of-reps.ts';
import { linkedBy } from './linked.ts';
import { type Case, shareOf } from './share.ts';

/** Sessions of the period, or why they are not known. */
export type Sessions = readonly Session[] | UntoldShare;

/** OpenCX waits about five seconds on email, and its lists need not be up to the second. */
const SETTLED_AFTER_MS = 5 * 60_000;

/** Threads that a customer wrote in during the period: what reps begin, and spam, is none of OpenCX's. */
export function ofCustomers(threads: readonly Thread[], from: string, to: string): Thread[] {
  return threads.filter(
    ({ receivedAt, spam, archived, unreadable }) =>
      // What of a thread cannot be read may be what it is counted by.
      unreadable === undefined &&
      !spam &&
      !archived &&
      receivedAt !== undefined &&
      isBetween(receivedAt, from, settledBy(to)),
  );
}

/**
 * Threads without a session. Only those that began in the period are told of: the session of an older one may not have
 * changed since, and so not be listed.
 */
export function withoutSession(threads: readonly Thread[], sessions: Sessions, from: string): MeasuredShare {
  if ('untold' in sessions) return sessions;
  const begun = threads.filter(({ createdAt }) => createdAt >= from);
  const { sessionOf, byThread, unlinked } = linkedBy(sessions, threads);
  // Where sessions are known by their tickets alone, a thread without one cannot be found among them.
  const tellable =
    byThread || sessions.length === 0 ? begun : begun.filter(({ ticketId }) => ticketId !== undefined);
  const cases = tellable.map((thread) => caseOf(thread, thread.createdAt, sessionOf(thread) === undefined));
  const missing = cases.filter(({ hit }) => hit).length;
  if (unlinked > 0 && unlinked >= missing && missing > 0) {
    return {
      status: 'unknown',
      untold: `${unlinked} of OpenCX's ${sessions.length} sessions name no record of HubSpot, so they may be those of the ${missing} conversations that seem to have none`,
    };
  }
  return shareOf(cases);
}

/** Sessions that OpenCX handed off and whose thread has no ticket. */
export function withoutTicket(threads: readonly Thread[], sessions: Sessions): MeasuredShare {
  if ('untold' in sessions) return sessions;
  const { sessionOf } = linkedBy(sessions, threads);
  return shareOf(
    threads.flatMap((thread) => {
      const session = sessionOf(thread);
      if (session === undefined || !isHandedOff(session)) return [];
      return [caseOf(thread, session.updatedAt, thread.ticketId === undefined)];
    }),
  );
}

/** Threads that somebody other than the AI user holds, or nobody, though OpenCX has not handed them off. */
export function notHeldByAi(
  threads: readonly Thread[],
  sessions: Sessions,
  aiUser: string | undefined,
): MeasuredShare {
  if (aiUser === undefined) return { status: 'na', untold: 'the Default User ID of OpenCX is not known' };
  if ('untold' in sessions) return sessions;
  const { sessionOf } = linkedBy(sessions, threads);
  return shareOf(
    threads.flatMap((thread) => {
      const session = sessionOf(thread);
      // Whether it was handed off is known of those alone that have a session, and one that can be read.
      if (session === undefined || !isReadable(session) || isHandedOff(session) || session.assistMode)
        return [];
      return [caseOf(thread, thread.receivedAt ?? thread.createdAt, thread.assignedTo !== aiUser)];
    }),
  );
}

/** Threads that a rep may have written in: handed off, with a ticket, or held by somebody other than the AI user. */
export function inHandsOfReps(
  threads: readonly Thread[],
  sessions: Sessions,
  aiUser: string | undefined,
): Thread[] {
  const { sessionOf } = linkedBy('untold' in sessions ? [] : sessions, threads);
  return threads.filter((thread) => {
    const session = sessionOf(thread);
    const isHeldByAnother =
      thread.assignedTo !== undefined && (aiUser === undefined || thread.assignedTo !== aiUser);
    return (
      thread.ticketId !== undefined || isHeldByAnother || (session !== undefined && isHandedOff(session))
    );
  });
}

/** A thread whose newest messages were read. */
export interface ReadThread {
  thread: Thread;
  messages: readonly Message[];
}

/** Threads in which reps have written since the customer's last message, and nothing of it in public. */
export function answeredInternally(
  read: readonly ReadThread[],
  aiUser: string | undefined,
  of: number,
): MeasuredShare {
  if (read.length === 0 && of > 0)
    return {
      status: 'unknown',
      untold: `of the ${of} that reps have in hand, the messages of none were read`,
    };
  return shareOf(
    read.flatMap(({ thread, messages }) => {
      const answer = readable(() => answerOfReps(messages, aiUser));
      if (answer === undefined || answer.kind === 'none') return [];
      const isInternal = answer.kind === 'internal' && answer.others.length === 0;
      return [caseOf(thread, thread.receivedAt ?? thread.createdAt, isInternal)];
    }),
    { read: read.length, of },
  );
}

/** Undefined where it takes something that could not be read. */
function readable<T>(judge: () => T): T | undefined {
  try {
    return judge();
  } catch (error) {
    if (error instanceof EvidenceFailure) return undefined;
    throw error;
  }
}

const JUDGED_BY: readonly string[] = ['handedOff', 'assistMode'];

function isReadable({ unreadable = [] }: Session): boolean {
  return !unreadable.some((field) => JUDGED_BY.includes(field));
}

function caseOf(thread: Thread, at: string, hit: boolean): Case {
  return {
    threadId: thread.id,
    at,
    channel: channelOfHubSpotId(thread.originalChannelId),
    inbox: thread.inboxId,
    hit,
  };
}

const settledBy = (to: string) => new Date(Date.parse(to) - SETTLED_AFTER_MS).toISOString();

function isBetween(at: string, from: string, to: string): boolean {
  return Date.parse(from) <= Date.parse(at) && Date.parse(at) <= Date.parse(to);
}
