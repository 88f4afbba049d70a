/** A live test on a terminal: what to do, and one calm line for each hop, at most sixty columns wide and without colour. */
import { seconds } from '../../../checks/proof/wording.ts';
import type { Hop, HopValues } from '../../core/proof.ts';
import { jsonText, printable } from '../../redact/printable.ts';
import type { PlannedChange, PutBack } from '../../run/prove/change/ticket-change.ts';
import type { ProvePorts } from '../../run/prove/prove.ts';
import type { Destinations, HopOutcome, Request } from '../../run/prove/script.ts';
import type { Io } from '../io.ts';

export type Told = Required<Pick<ProvePorts, 'onAsk' | 'onHop' | 'onSoFar' | 'onChange' | 'onPutBack'>>;

export function calmLines(io: Io): Told {
  const say = (...lines: string[]) => io.tell(`${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`);
  return {
    onAsk: (request) => say('', ...instruction(request)),
    onHop: (hop, outcome) => say(hopLine(hop, outcome)),
    onSoFar(look) {
      if (look.for === 'reply') say('  That was an internal comment; the answer has to be public.');
      if (look.for === 'stage') say('  OpenCX held that stage already; move it to one more.');
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

/** What a person is asked to do. */
export function instruction(request: Request): string[] {
  switch (request.do) {
    case 'write-message':
      return [
        ...whereTo(request.to),
        'from an address that belongs to no HubSpot user.',
        `Subject, and first words of the text: ${request.mark}`,
        'Ask in it to speak to a person.',
      ];
    case 'reply-in-public':
      return [
        `Now answer conversation ${request.threadId} in HubSpot`,
        `as a rep, in public, with ${request.mark} in the text.`,
      ];
    case 'move-ticket':
      return [`Now move ticket ${request.ticketId} to another open stage.`];
  }
}

/** As many as somebody can choose from at a glance. */
const MOST_MAILBOXES = 6;

function whereTo({ mailboxes, chat }: Destinations): string[] {
  const [only, ...others] = mailboxes;
  const orChat = chat ? ', or on your chat widget,' : ',';
  if (only === undefined)
    return [chat ? 'Write on your chat widget,' : 'Write to your support address, or on your chat widget,'];
  if (others.length === 0) return [`Write to ${printable(only.address)}${orChat}`];
  const shown = mailboxes.slice(0, MOST_MAILBOXES);
  return [
    `Write to one of these${mailboxes.length > shown.length ? ', or to another mailbox of yours' : ''}${orChat}`,
    ...shown.map(
      ({ address, name }) => `  ${printable(address)}${name === undefined ? '' : ` (${printable(name)})`}`,
    ),
  ];
}

const TITLES: Readonly<Record<Hop, string>> = {
  message: 'in HubSpot',
  session: 'in a session of OpenCX',
  answer: 'answered by the AI',
  reply: 'the reply in the session',
  property: 'the value in the session',
};
const TITLE_WIDTH = 28;

/** `  in HubSpot                  seen after 4 s`. */
export function hopLine(hop: Hop, outcome: HopOutcome): string {
  return `  ${TITLES[hop].padEnd(TITLE_WIDTH)}${came(outcome)}`;
}

function came(outcome: HopOutcome): string {
  if ('why' in outcome) return 'not looked at';
  if ('unseen' in outcome) return 'could not be looked at';
  const { seen, ms } = outcome.value;
  const undone = whatNobodyDid(outcome.value);
  if (!seen && undone !== undefined) return undone;
  return seen ? `seen after ${seconds(ms)}` : `not within ${seconds(ms)}`;
}

/** What was waited for in vain, where that was a person's to do: nothing is known of the hop then. */
function whatNobodyDid(value: HopValues[Hop]): string | undefined {
  if ('written' in value && value.written !== 'public') return 'no public reply was seen';
  if ('changed' in value && !value.changed) return 'nobody moved the ticket';
  return undefined;
}
