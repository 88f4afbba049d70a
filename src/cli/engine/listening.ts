import type { UsageError } from '../../files/usage-error.ts';
import { counted, duration } from '../../reporters/words.ts';
import type { EnginePorts } from '../../run/engine/assemble.ts';
import type { StartPorts } from '../../run/engine/start.ts';
import type { Io } from '../io.ts';
import { Gathered } from './gathered.ts';
import { Refusals } from './refusals.ts';

type Fault = Parameters<NonNullable<EnginePorts['onFault']>>[0];

const FAULTS: Record<Fault, string> = {
  waits:
    'the journal cannot be written, so nothing more is done; what has come, and the end of what was begun, waits until it can.',
  'stays-begun': 'the journal cannot be written; the event stays begun and is marked at the next start.',
  'passed-over':
    'the journal is damaged: an event in it can neither be read nor marked, and nothing was done about it. `engine journal` shows which.',
};

/** Why the journal cannot be written, and what to do about it. */
function reasonOf(why: UsageError | undefined): string {
  if (why === undefined) return 'Is the disk full, or the database away?';
  return why.hint === undefined ? why.message : `${why.message} ${why.hint}`;
}

/** Conversations that are lost together are noticed one after the other, within so many milliseconds. */
const LOST_TOGETHER_MS = 1_000;

export interface Listening extends StartPorts {
  /** Tells at once what was to be told a little later. */
  tellTheRest(): void;
}

/** What any engine is told of on this terminal; what comes many times in an outage, in few lines. */
export function listening(io: Pick<Io, 'err' | 'handOver'>): Listening {
  const say = (sentence: string) => io.err(`opencx-hubspot: ${sentence}\n`);
  const lost = new Gathered<string>(LOST_TOGETHER_MS, (lanes) => say(takenOver(new Set(lanes).size)));
  const refusals = new Refusals((line) => io.err(`${line}\n`));
  return {
    onReply: (line) => io.handOver(`${line}\n`),
    onFault: (event, why) => say(`${FAULTS[event]}${event === 'waits' ? ` ${reasonOf(why)}` : ''}`),
    onMended: (lastedMs) => say(`the journal can be written again, after ${duration(lastedMs)}.`),
    onTakenOver: (lane) => lost.add(lane),
    onDamage: (threadIds) =>
      say(
        `the journal was damaged; it was to close the tickets of these conversations, and they stay open: ${threadIds.join(', ')}.`,
      ),
    onTakenInPart: (note) => io.err(`Of a delivery that was taken, ${note}\n`),
    onRefused: ({ status, note }) => refusals.add(status, note ?? ''),
    tellTheRest() {
      lost.tell();
      refusals.close();
    },
  };
}

function takenOver(conversations: number): string {
  return `this engine was not heard of for ten seconds, or the queue's tables were emptied: ${counted(conversations, 'conversation')} went to another hand, and what this engine had begun there is marked as interrupted.`;
}
