/** A live test on a terminal: what to do, and one calm line for each hop, at most sixty columns wide and without colour. */
import { jsonText } from '../../redact/printable.ts';
import type { PlannedChange, PutBack } from '../../run/prove/change/ticket-change.ts';
import type { ProvePorts } from '../../run/prove/prove.ts';
import { hopLine, instruction, soFarLine } from '../../run/prove/words.ts';
import type { Io } from '../io.ts';

export type Told = Required<Pick<ProvePorts, 'onAsk' | 'onHop' | 'onSoFar' | 'onChange' | 'onPutBack'>>;

export function calmLines(io: Io): Told {
  const say = (...lines: string[]) => io.tell(`${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`);
  return {
    onAsk: (request) => say('', ...instruction(request)),
    onHop: (hop, outcome) => say(hopLine(hop, outcome)),
    onSoFar(look) {
      const line = soFarLine(look);
      if (line !== undefined) say(`  ${line}`);
    },
    onChange: (planned) => say('', ...changeLines(planned)),
    onPutBack: (planned, how) => say(...putBackLines(planned, how).map((line) => `  ${line}`)),
  };
}

/** What is about to be written, for whoever is asked whether it may be. */
export function changeInWords({ portalId, ticketId, property, was, value }: PlannedChange): string {
  return `${property} of ticket ${ticketId} in portal ${portalId} is ${jsonText(was)}. For the test it is set to ${jsonText(value)} and then put back. Workflows of the portal may react to both, and what they do nobody takes back.`;
}

function changeLines({ ticketId, property, was, value }: PlannedChange): string[] {
  return [
    `Changing ${property} of ticket ${ticketId}`,
    `from ${jsonText(was)} to ${jsonText(value)} for the test.`,
  ];
}

/** What became of the ticket, for a person; the value that it held is told where it has to be set by hand. */
export function putBackLines({ ticketId, property, ...planned }: PlannedChange, how: PutBack): string[] {
  const was = jsonText(planned.was);
  switch (how.is) {
    case 'put-back':
      return [`${property} is ${was} again.`];
    case 'unchanged':
      return [`${property} is still ${was}.`];
    case 'changed-by-another':
      return [
        `Somebody has set ${property} of ticket ${ticketId} meanwhile,`,
        `so it was left as it is. Before the test it was ${was}.`,
      ];
    case 'failed':
      return [
        `${property} of ticket ${ticketId} could not be put back:`,
        how.why,
        `Set it to ${was} in HubSpot by hand.`,
      ];
  }
}
