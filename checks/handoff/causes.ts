import type { FixContext } from '../../src/core/cause.ts';
import { type Channel, channelName } from '../../src/core/hubspot/channels.ts';
import type { Fix } from '../../src/core/report.ts';
import { defineCauses } from '../shared/define-causes.ts';
import {
  inBrief,
  manual,
  prove,
  proveAnd,
  proveBy,
  proveOrAskSupport,
  threadFlag,
  ticketFlag,
  wait,
} from '../shared/fix.ts';
import { detail, hitDetail } from '../shared/wording.ts';

const ON_CHANNEL: Partial<Record<string, string>> = {
  'opencx-email': 'by email to an OpenCX address',
  widget: 'in the OpenCX widget',
  whatsapp: 'by WhatsApp',
  sms: 'by SMS',
  phone: 'by phone',
} satisfies Partial<Record<Channel, string>>;

/** On these a rep's answer in HubSpot does not go back to the customer (OpenCX docs, "Handoff & Sync"). */
const ANSWERED_IN_OPENCX: readonly string[] = ['whatsapp', 'sms', 'phone'] satisfies Channel[];

const HANDOFFS_STAY =
  'A handoff that ran before gets no ticket afterwards: create those tickets by hand, or hand the conversations off again.';

function wireWorkflow(context: FixContext): Fix {
  const channel = detail(context.details, 'channel') ?? '';
  return inBrief(
    'Add the action create-hubspot-ticket-from-session to the OpenCX workflow that runs on handoff, and switch the workflow on.',
    manual(
      context.places.openCxWorkflows(),
      'In OpenCX, open the workflow that runs on handoff, or make one.',
      'Add the action create-hubspot-ticket-from-session to it, and switch the workflow on.',
      ...(ANSWERED_IN_OPENCX.includes(channel)
        ? ['Tell the reps that on this channel the ticket is there to be seen only: they answer in OpenCX.']
        : []),
      HANDOFFS_STAY,
      proveBy(
        'opencx-hubspot doctor --session SESSION_ID',
        'handoff/ticket should pass.',
        'hand a test conversation off and ',
      ),
    ),
  );
}

/** What OpenCX may do in HubSpot is set in an app of the customer's, or granted when it is connected with a login. */
function mayDo({ mode }: FixContext, what: string): string {
  return mode === 'oauth'
    ? `Make sure that OpenCX may ${what}: reconnecting it, with everything granted, gives it that.`
    : `Make sure that the app may ${what}.`;
}

export const HANDOFF_CAUSES = defineCauses({
  'workflow-action-missing': {
    owner: 'opencx-admin',
    title: () => 'No OpenCX workflow creates the HubSpot ticket on handoff, and this channel needs one',
    // Where a conversation began cannot be changed afterwards; the workflow is what can be mended, so it leads.
    leads: ['channel-not-hubspot', 'ticket-missing'],
    fixes: (context) => [wireWorkflow(context)],
  },
  'channel-not-hubspot': {
    owner: 'opencx-admin',
    title: (details) => {
      const channel = detail(details, 'channel');
      const where =
        ON_CHANNEL[channel ?? ''] ?? (channel === undefined ? undefined : `on ${channelName(channel)}`);
      return where === undefined
        ? 'The conversation did not begin on a HubSpot channel, so it gets no ticket by itself'
        : `The conversation began ${where}, not on a HubSpot channel, so it gets no ticket by itself`;
    },
    leads: ['ticket-missing'],
    fixes: (context) => [
      wireWorkflow(context),
      manual(
        context.places.openCxHubSpot(),
        'To have tickets without a workflow, let customers begin on a channel that HubSpot owns: the HubSpot chat widget, or an address that is connected to a HubSpot inbox.',
        'Mail to a temporary address at instant.cx goes to OpenCX alone and never reaches HubSpot: publish the address of the HubSpot inbox in its place.',
        proveBy(
          'opencx-hubspot doctor --only handoff/channel --thread TEST_THREAD_ID',
          'handoff/channel should pass.',
          'begin a test conversation there and ',
        ),
      ),
    ],
  },
  'ticket-creation-disabled': {
    owner: 'opencx-admin',
    title: () => 'Ticket creation for HubSpot is switched off in OpenCX',
    leads: ['ticket-missing'],
    fixes: (context) => [
      inBrief(
        'Enable ticket creation for HubSpot in OpenCX, and hand off again what needs a ticket.',
        manual(
          context.places.openCxHubSpot(),
          'An OpenCX admin enables ticket creation for HubSpot; it holds for the whole organization.',
          HANDOFFS_STAY,
          proveBy(
            'opencx-hubspot doctor --only handoff/ticket --thread TEST_THREAD_ID',
            'handoff/ticket should pass, and the ticket appear in HubSpot.',
            'hand a test conversation off and ',
          ),
        ),
      ),
    ],
  },
  'contact-without-email': {
    owner: 'opencx-admin',
    title: () => 'The contact has no email address, so HubSpot cannot tie a ticket to a contact',
    leads: ['ticket-missing', 'ticket-without-contact', 'contact-not-in-portal'],
    fixes: (context) => [
      inBrief(
        'Add the email address of the customer to the contact in the OpenCX inbox, and hand the conversation off again.',
        manual(
          context.places.openCxInbox(),
          "Open the session in the OpenCX inbox and add the customer's email address to the contact.",
          'So that it does not come back, ask for the address before the handoff, or pass it to the OpenCX widget for customers who are logged in.',
          'Hand the conversation off again.',
          proveAnd(
            prove(context, 'handoff/contact-email', threadFlag(context)),
            'After the handoff, handoff/ticket should pass as well.',
          ),
        ),
      ),
    ],
  },
  'ticket-missing': {
    owner: 'opencx-support',
    ownerOf: ({ deleted }) => (deleted === undefined ? 'opencx-support' : 'hubspot-admin'),
    title: (details) => {
      const deleted = detail(details, 'deleted');
      const hit = hitDetail(details);
      if (hit !== undefined) return `${hit} handoffs have no HubSpot ticket`;
      return deleted === undefined
        ? 'The handoff ran, and there is no HubSpot ticket for the conversation'
        : `The ticket of the conversation, ${deleted}, was deleted in HubSpot`;
    },
    leads: [],
    fixes: (context) => [
      ...(context.details['deleted'] === undefined
        ? []
        : [
            inBrief(
              'Restore the ticket in HubSpot if it was deleted by mistake.',
              manual(
                { where: 'HubSpot: the list of tickets' },
                'If it was deleted by mistake, restore it: HubSpot keeps deleted records for a while.',
                prove(context, 'handoff/ticket', threadFlag(context)),
              ),
            ),
          ]),
      inBrief(
        'Hand the conversation off once more; a handoff that failed is not repeated by itself.',
        manual(
          context.places.openCxInbox(),
          'If the handoff was only just now, or at a very busy time, wait a few minutes and look again.',
          'Hand the conversation off once more. A handoff that failed is not repeated by itself.',
          proveOrAskSupport(context, 'handoff/ticket', 'the thread id', threadFlag(context)),
        ),
      ),
    ],
  },
  'ticket-without-contact': {
    owner: 'opencx-support',
    title: () => 'The ticket is there and is not associated with the contact',
    leads: [],
    fixes: (context) => [
      inBrief(
        'Add the contact with the email address of the customer to the ticket, and create the contact if there is none.',
        manual(
          context.places.ticket(context.ticketId),
          "Open the ticket in HubSpot and add the contact with the customer's email address to it; create the contact if there is none.",
          `${mayDo(context, 'read and write contacts (crm.objects.contacts.read and crm.objects.contacts.write)')} A handoff goes on without a contact when it cannot make one.`,
          proveOrAskSupport(context, 'handoff/ticket', 'the ticket id', ticketFlag(context)),
        ),
      ),
    ],
  },
  'handoff-comment-missing': {
    owner: 'opencx-support',
    title: () => 'The handoff comment of OpenCX does not stand on the HubSpot conversation',
    leads: [],
    fixes: (context) => [
      inBrief(
        'Look for the comment on the conversation and on the ticket; if it is on neither, hand the conversation off again.',
        manual(
          context.places.conversation(context.threadId),
          'Open the conversation and look for an internal comment with summary, sentiment, language and a link to the OpenCX session. If the conversation is worked in the help desk, look among the notes of the ticket too.',
          `If it is not there, hand the conversation off again. ${mayDo(context, 'write to conversations (conversations.write)')}`,
          proveOrAskSupport(context, 'handoff/comment', 'the thread id', threadFlag(context)),
        ),
      ),
    ],
  },
  'ticket-left-open': {
    owner: 'opencx-support',
    title: () => 'The conversation is resolved and its ticket is still open',
    leads: [],
    fixes: (context) => [
      inBrief(
        'Wait a minute: OpenCX closes a ticket about 15 seconds after the conversation is resolved.',
        wait(
          'OpenCX closes a ticket about 15 seconds after the conversation is resolved: wait a minute.',
          prove(context, 'handoff/ticket-close', ticketFlag(context)),
        ),
      ),
      manual(
        context.places.ticket(context.ticketId),
        'Move the ticket to a closed stage by hand; the missed change is not made later.',
        proveOrAskSupport(context, 'handoff/ticket-close', 'the ticket id', ticketFlag(context)),
      ),
    ],
  },
});
