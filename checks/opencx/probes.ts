import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { AnswerKey } from '../../src/core/ids.ts';
import { endIfUnreachable, peek } from '../shared/got.ts';
import { defineProbe, type Probe } from '../shared/probe.ts';
import { firstKnown, stated } from '../shared/stated.ts';

/** A session that was read proves the key already; otherwise the smallest call does. */
export const access = defineProbe({
  key: 'opencx.access',
  source: 'live',
  after: (given) => (given.sessionId ? ['conversation.session'] : []),
  async obtain({ opencx }, got) {
    if (peek(got, 'conversation.session')) return { value: { sessionsReadable: true } };
    endIfUnreachable(got, 'conversation.session');
    return { value: { sessionsReadable: await opencx().sessionsReadable() } };
  },
});

export const session = defineProbe({
  key: 'conversation.session',
  source: 'live',
  async obtain({ given, opencx }) {
    if (!given.sessionId) throw new EvidenceNotGiven('No OpenCX session was named (--session UUID).');
    const found = await opencx().session(given.sessionId);
    if (found) return { value: found };
    throw new EvidenceFailure({
      kind: 'http',
      status: 404,
      message: 'OpenCX knows no session with this id.',
      route: 'GET /chat/sessions/{id}',
    });
  },
});

export const webhookUrl = defineProbe({
  key: 'opencx.webhookUrl',
  source: 'given',
  async obtain(world) {
    const { webhookUrl: url } = world.given;
    return firstKnown(
      'which webhook URL OpenCX shows',
      url === undefined ? undefined : { value: url },
      stated(world, 'opencx.webhookUrl'),
    );
  },
});

/** Switches of OpenCX that no public API shows: a person's word is the only source. */
export const switches: readonly Probe[] = [
  asked('opencx.ticketCreation', 'whether OpenCX creates tickets in HubSpot'),
  asked('opencx.crmConnected', 'whether a CRM is connected in OpenCX'),
  asked('opencx.assistMode', 'whether Assist Mode is on'),
  asked('opencx.workflowAction', 'whether a workflow creates the ticket on handoff'),
];

function asked(
  key: AnswerKey & `opencx.${'ticketCreation' | 'crmConnected' | 'assistMode' | 'workflowAction'}`,
  question: string,
): Probe {
  return defineProbe({
    key,
    source: 'stated',
    async obtain(world) {
      return firstKnown(question, stated(world, key));
    },
  });
}
