/** A live test as lines for a program, which may play the person: what to do, and what became of each hop. */
import { jsonText } from '../../redact/printable.ts';
import { instruction } from '../../run/prove/words.ts';
import type { Io } from '../io.ts';
import { putBackLines, type Told } from './lines.ts';

/**
 * | type | what it says |
 * |---|---|
 * | `ask` | somebody is to do this now: `do`, what it is about, and the same `text` that a terminal shows |
 * | `change` | this is being written: `property` of `ticketId`, which `was` something else, and its `value` for the test |
 * | `put-back` | what became of that: `is` `put-back`, `unchanged`, `changed-by-another` or `failed`, and the same `text` |
 * | `so-far` | less has come than what is looked `for`: a session without the message, an internal comment, a stage that the session held already |
 * | `hop` | what became of a `hop`: its value, `error` where it could not be looked at, `why` where nobody looked |
 */
export function eventLines(io: Io): Told {
  const say = (event: object) => io.out(`${jsonText(event)}\n`);
  return {
    onAsk: (request) => say({ type: 'ask', ...request, text: instruction(request).join(' ') }),
    onSoFar: (look) => say({ type: 'so-far', for: look.for }),
    onChange: (planned) => say({ type: 'change', ...planned }),
    onPutBack(planned, how) {
      const { ticketId, property, was } = planned;
      say({ type: 'put-back', ticketId, property, was, ...how, text: putBackLines(planned, how).join(' ') });
    },
    onHop(hop, outcome) {
      if ('unseen' in outcome) say({ type: 'hop', hop, error: outcome.unseen });
      else say({ type: 'hop', hop, ...('value' in outcome ? outcome.value : outcome) });
    },
  };
}
