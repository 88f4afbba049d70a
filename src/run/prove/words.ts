/** A live test in words, wherever it is told: what somebody is to do, and what became of a hop. */
import { seconds } from '../../../checks/proof/wording.ts';
import type { Hop, HopValues } from '../../core/proof.ts';
import { printable } from '../../redact/printable.ts';
import type { Destinations, HopOutcome, Look, Request } from './script.ts';

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

/** What is to be known where less has come than what is looked for; undefined where that says nothing yet. */
export function soFarLine(look: Look): string | undefined {
  if (look.for === 'reply') return 'That was an internal comment; the answer has to be public.';
  if (look.for === 'stage') return 'OpenCX held that stage already; move it to one more.';
  return undefined;
}

export const HOP_TITLES: Readonly<Record<Hop, string>> = {
  message: 'in HubSpot',
  session: 'in a session of OpenCX',
  answer: 'answered by the AI',
  reply: 'the reply in the session',
  property: 'the value in the session',
};
const TITLE_WIDTH = 28;

/** `  in HubSpot                  seen after 4 s`. */
export function hopLine(hop: Hop, outcome: HopOutcome): string {
  return `  ${HOP_TITLES[hop].padEnd(TITLE_WIDTH)}${came(outcome)}`;
}

/** `seen after 4 s`, `not within 120 s`, or why nothing can be said. */
export function came(outcome: HopOutcome): string {
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
