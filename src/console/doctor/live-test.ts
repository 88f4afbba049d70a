/** A live test as the page shows it: its hops as stations, and what a person is to do. */
import { HOPS, type Hop } from '../../core/proof.ts';
import type { ProvePorts } from '../../run/prove/prove.ts';
import type { HopOutcome } from '../../run/prove/script.ts';
import { came, HOP_TITLES, instruction, soFarLine } from '../../run/prove/words.ts';
import type { LiveTest, Station } from '../doctor-words.ts';

export const NOTHING_SEEN: LiveTest = { hops: HOPS.map((hop) => station(hop)), asks: [] };

/** @param is told of the test after each step */
export function testPorts(
  is: (test: LiveTest) => void,
): Required<Pick<ProvePorts, 'onAsk' | 'onHop' | 'onSoFar'>> {
  let test = NOTHING_SEEN;
  const now = (change: Partial<LiveTest>) => {
    test = { ...test, ...change };
    is(test);
  };
  return {
    onAsk: (request) => now({ asks: instruction(request) }),
    onSoFar(look) {
      const line = soFarLine(look);
      if (line !== undefined && !test.asks.includes(line)) now({ asks: [...test.asks, line] });
    },
    onHop(hop, outcome) {
      const hops = test.hops.map((each, at) => (HOPS[at] === hop ? station(hop, outcome) : each));
      now({ hops, asks: [] });
    },
  };
}

/** The hops that it did not come to. */
export function ended({ hops }: LiveTest): LiveTest {
  const left = hops.map((hop) =>
    hop.tone === 'awaited' ? { ...hop, tone: 'quiet', words: 'not reached' } : hop,
  );
  return { hops: left, asks: [] };
}

function station(hop: Hop, outcome?: HopOutcome): Station {
  const title = HOP_TITLES[hop];
  if (outcome === undefined) return { title, tone: 'awaited', words: 'to come', detail: '' };
  return { title, tone: toneOf(outcome), words: came(outcome), detail: '' };
}

/** What was not seen is judged by the checks, not here. */
function toneOf(outcome: HopOutcome): string {
  if ('why' in outcome) return 'quiet';
  return 'value' in outcome && outcome.value.seen ? 'good' : 'unsure';
}
