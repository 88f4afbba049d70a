/** Plays a live test by hand: a clock that moves only when it is told to, and a world in which things happen at a time. */
import type { EvidenceFailure } from '../../../src/core/evidence.ts';
import type { Proof } from '../../../src/core/proof.ts';
import { type Pace, perform } from '../../../src/run/prove/perform.ts';
import { type Found, liveTest, type Plan } from '../../../src/run/prove/script.ts';

export type Kind = keyof Found;

/** When something comes to be seen, in milliseconds since it was first looked for, and what. */
export type Arrivals = {
  [K in Kind]?: { after: number; found: Found[K]; soFar?: Found[K] } | EvidenceFailure;
};

export const PACE: Pace = {
  patience: { person: 600_000, system: 120_000, glance: 0 },
  betweenMs: 3_000,
  inAllMs: Number.POSITIVE_INFINITY,
  delays: true,
  sparing: true,
};

export const THREAD = '990000000002';
export const SESSION = '00000000-0000-4000-8000-0000000000c9';
const TICKET = '990000000006';

/** Everything comes as it should. */
export const HEALTHY = {
  message: {
    after: 40_000,
    found: { threadId: THREAD, at: '2026-11-29T10:00:41.000Z', text: 'PROOF 7Q4K', channelId: '1002' },
  },
  session: { after: 9_000, found: { sessionId: SESSION } },
  answer: { after: 2_000, found: { by: 'handoff', ticketId: TICKET } },
  ticket: { after: 0, found: { ticketId: TICKET, stage: '1' } },
  reply: { after: 30_000, found: { kind: 'public', text: 'Here I am. PROOF 7Q4K' } },
  'reply-in-session': { after: 3_000, found: {} },
  stage: { after: 12_000, found: { value: '2' } },
  'value-in-session': { after: 6_000, found: {} },
} as const satisfies Arrivals;

export interface Played {
  proof: Proof;
  /** What a person was asked, and what became of each hop, in order. */
  story: string[];
  /** Epoch milliseconds of every look. */
  looks: number[];
  tookMs: number;
}

export async function play(
  arrivals: Arrivals,
  {
    plan = {},
    pace = {},
    abortAfter = Number.POSITIVE_INFINITY,
    changed = 'HIGH',
  }: {
    plan?: Partial<Plan>;
    pace?: Partial<Pace>;
    abortAfter?: number;
    /** What a planned change comes to. */
    changed?: string | EvidenceFailure;
  } = {},
): Promise<Played> {
  let now = 0;
  const begun = new Map<Kind, number>();
  const story: string[] = [];
  const looks: number[] = [];
  const stop = new AbortController();
  const proof = await perform(
    liveTest({ mark: 'PROOF 7Q4K', to: { mailboxes: [], chat: true }, seesOpenCx: true, ...plan }),
    { ...PACE, ...pace },
    {
      clock: { now: () => now },
      signal: stop.signal,
      async sleep(ms) {
        now += ms;
        if (now >= abortAfter) stop.abort();
      },
      async look(look) {
        looks.push(now);
        const arrival = arrivals[look.for];
        const since = begun.get(look.for) ?? now;
        begun.set(look.for, since);
        if (arrival === undefined) return { glimpse: null, calls: 2 };
        if (arrival instanceof Error) throw arrival;
        if (now - since >= arrival.after) return { glimpse: { seen: arrival.found }, calls: 2 };
        return { glimpse: arrival.soFar === undefined ? null : { soFar: arrival.soFar }, calls: 2 };
      },
      change: async () => {
        story.push('change');
        if (changed instanceof Error) throw changed;
        return changed;
      },
      onAsk: (request) => story.push(`ask: ${request.do}`),
      onHop: (hop, outcome) =>
        story.push(
          `${hop}: ${'value' in outcome ? (outcome.value.seen ? 'seen' : 'missed') : Object.keys(outcome)[0]}`,
        ),
    },
  );
  return { proof, story, looks, tookMs: now };
}
