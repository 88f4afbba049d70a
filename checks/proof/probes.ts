import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import { HOPS, type Hop, type HopValues, type Proof } from '../../src/core/proof.ts';
import type { EvidenceKey, EvidenceSet } from '../facts.ts';
import { peek } from '../shared/got.ts';
import { defineProbes, type Found, type World } from '../shared/probe.ts';
import type { proofFacts } from './facts.ts';
import { isAnsweredSince } from './logged.ts';

/** The test was made before anything is gathered: what it saw is only taken over here. */
export const proofProbes = defineProbes<keyof typeof proofFacts>({
  'proof.message': hop('message'),
  'proof.session': hop('session'),
  'proof.answer': hop('answer'),
  'proof.reply': hop('reply'),
  'proof.property': hop('property'),
  'proof.arrived': {
    after: ({ deliveryLog, personalAccessKey }): EvidenceKey[] => [
      ...HOPS.map((hop) => `proof.${hop}` as const),
      ...(deliveryLog || personalAccessKey ? (['deliveries.log'] as const) : []),
    ],
    async obtain(_world, got) {
      const events = arrived(got);
      if (events.length === 0) throw new EvidenceNotGiven('No live test shows that an event arrived.');
      return { value: { events }, source: 'tested' };
    },
  },
});

function hop<H extends Hop>(name: H) {
  return {
    async obtain({ given }: World): Promise<Found<HopValues[H]>> {
      const result = given.proof?.[name];
      if (result === undefined) throw new EvidenceNotGiven(whyNot(given.proof));
      if ('why' in result) throw new EvidenceNotGiven(result.why);
      if ('error' in result) throw new EvidenceFailure(result.error);
      return { value: result.value as HopValues[H], source: 'tested', at: result.at };
    },
  };
}

const SOME_EVENT = 'some event of the conversation';
const CREATION = 'conversation.creation';

function creation(got: EvidenceSet): string[] {
  const writtenAt = peek(got, 'proof.message')?.at;
  const row = peek(got, 'deliveries.log')?.events.find(({ event }) => event === CREATION);
  return row && writtenAt !== undefined && isAnsweredSince(row, writtenAt) ? [CREATION] : [];
}

function whyNot(proof: Proof | undefined): string {
  return proof === undefined
    ? 'Not looked at: only a live test shows it; `opencx-hubspot prove` makes one.'
    : 'Not looked at: the live test did not come so far.';
}

/**
 * A message, or a rep's reply, reaches OpenCX by the one event; a change of the ticket by the other. A session without the
 * message was made of something too, and of what is not shown. That of a new conversation leaves no trace of its own:
 * only HubSpot's log shows it, and where the others arrived, it went the same way.
 */
function arrived(got: EvidenceSet): string[] {
  const wasSeen = (key: 'proof.session' | 'proof.answer' | 'proof.reply' | 'proof.property') =>
    peek(got, key)?.seen === true;
  const messages = wasSeen('proof.session') || wasSeen('proof.answer') || wasSeen('proof.reply');
  const hasSession = peek(got, 'proof.session')?.sessionId !== undefined;
  return [
    ...(messages ? [...creation(got), 'conversation.newMessage'] : hasSession ? [SOME_EVENT] : []),
    ...(wasSeen('proof.property') ? ['ticket.propertyChange'] : []),
  ];
}
