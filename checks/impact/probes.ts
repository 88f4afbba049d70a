import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { Start } from '../../src/core/flags/time-values.ts';
import { variableFor } from '../../src/core/given.ts';
import type { Message, Thread } from '../../src/core/hubspot/records.ts';
import type { HubSpotReader } from '../../src/core/ports.ts';
import { guarded } from '../../src/core/unreadable.ts';
import { agentActorId } from '../conversation/holder.ts';
import { peek } from '../shared/got.ts';
import { isNotFound } from '../shared/obtained.ts';
import { defineProbes, type World } from '../shared/probe.ts';
import type { impactFacts } from './facts.ts';
import { aboutHowMany, type Reading, sayReading } from './reading.ts';
import { spread } from './sample.ts';
import {
  answeredInternally,
  inHandsOfReps,
  notHeldByAi,
  ofCustomers,
  type ReadThread,
  type Sessions,
  withoutSession,
  withoutTicket,
} from './tally.ts';
import { moment } from './words.ts';

export const impactProbes = defineProbes<keyof typeof impactFacts>({
  /** How many conversations of a period are hit: every thread is listed, and of some the messages are read. */
  'impact.period': {
    after: ({ since }) => (since === undefined ? [] : ['opencx.defaultUserId']),
    unhurried: true,
    async obtain(world, got) {
      const { given, mustEnd } = world;
      if (given.since === undefined) throw new EvidenceNotGiven('No period was named (--since 7d).');
      const reader = world.hubspot();
      const now = (await reader.clock()) ?? new Date(world.clock.now()).toISOString();
      const from = beginningOf(given.since, now);
      let reading: Reading = { listed: 0 };
      const tell = (more: Partial<Reading>) => {
        reading = { ...reading, ...more };
        world.tell(sayReading(reading));
      };
      const [{ threads, whole }, sessions] = await Promise.all([
        reader.threadsSince(from, mustEnd, (soFar) => {
          const about = aboutHowMany(soFar.length, from, soFar.at(-1)?.latestMessageAt, now);
          tell({ listed: soFar.length, about });
        }),
        sessionsSince(from, world),
      ]);
      // Those with the oldest messages come first: what is not listed is later than all that is.
      const to = whole ? now : (threads.at(-1)?.latestMessageAt ?? from);
      const written = ofCustomers(threads, from, to);
      const defaultUserId = peek(got, 'opencx.defaultUserId');
      const aiUser = defaultUserId === undefined ? undefined : agentActorId(defaultUserId);
      const reps = inHandsOfReps(written, sessions, aiUser);
      const read = await readSome(reader, reps, mustEnd, (sample) => tell({ about: undefined, sample }));
      return {
        value: {
          from,
          to,
          listed: threads.length,
          whole,
          sessions: withoutSession(written, sessions, from),
          replies: answeredInternally(read, aiUser, reps.length),
          tickets: withoutTicket(written, sessions),
          owners: notHeldByAi(written, sessions, aiUser),
        },
      };
    },
  },
});

/**
 * A span is one of HubSpot's time: this machine's clock may be off, and an emulated portal has its own.
 *
 * @param now by HubSpot's clock, ISO
 */
function beginningOf(since: Start, now: string): string {
  const nowMs = Date.parse(now);
  const from = 'at' in since ? since.at : nowMs - since.agoMs;
  if (from < nowMs) return new Date(Math.max(0, from)).toISOString();
  throw new EvidenceFailure({
    kind: 'not-configured',
    message: `--since names no time that is past: by HubSpot's clock it is ${moment(now)}. Name an earlier one.`,
  });
}

/** OpenCX's sessions of the period; what is not known of them takes nothing from what HubSpot shows. */
async function sessionsSince(from: string, { opencx, mustEnd, given }: World): Promise<Sessions> {
  try {
    const { sessions, whole } = await opencx().sessionsSince(from, mustEnd);
    return whole
      ? sessions
      : {
          status: 'unknown',
          untold: `OpenCX has more than the ${sessions.length} sessions that could be listed`,
        };
  } catch (error) {
    if (error instanceof EvidenceNotGiven)
      return { status: 'na', untold: `it takes an OpenCX API key (${variableFor('keyVariable', given)})` };
    if (error instanceof EvidenceFailure) return { status: 'unknown', untold: error.error.message };
    throw error;
  }
}

/** The newest messages of some threads, as many as there is time for and HubSpot shows. */
async function readSome(
  reader: HubSpotReader,
  threads: readonly Thread[],
  mustEnd: () => boolean,
  onRead: (sample: { read: number; of: number }) => void,
): Promise<ReadThread[]> {
  const read: ReadThread[] = [];
  const chosen = spread(threads);
  for (const thread of chosen) {
    if (mustEnd()) break;
    onRead({ read: read.length, of: chosen.length });
    const messages = await newest(reader, thread);
    if (messages === 'no more') break;
    if (messages !== undefined) read.push({ thread, messages });
  }
  return read;
}

/** Undefined for a thread that is not there any more. */
async function newest(reader: HubSpotReader, { id }: Thread): Promise<Message[] | 'no more' | undefined> {
  try {
    return guarded(await reader.messages(id, { slowly: true }));
  } catch (error) {
    if (!(error instanceof EvidenceFailure)) throw error;
    return isNotFound(error.error) ? undefined : 'no more';
  }
}
