import { describe, expect, it } from 'vitest';
import channel from '../../../checks/handoff/channel.ts';
import { handoffProbes } from '../../../checks/handoff/probes.ts';
import ticketCheck from '../../../checks/handoff/ticket.ts';
import workflowAction from '../../../checks/handoff/workflow-action.ts';
import type { World } from '../../../checks/shared/probe.ts';
import {
  CHANNEL_CHOICES,
  channelAndOwner,
  HUBSPOT_CHANNEL_IDS,
  hubspotOwned,
} from '../../../src/core/hubspot/channels.ts';
import type { ChannelOrigin } from '../../../src/core/opencx.ts';
import { sessionIdOf } from '../../../src/engine/identity.ts';
import { workOn } from '../../../src/engine/work/work.ts';
import { ANSWERS, EVENT, HANDOFF, SETTINGS, THREAD } from '../../engine/work/builders.ts';
import { walk } from '../../engine/work/walk.ts';
import { findingsOf, handedOff, judge, ok, thread, type Values } from '../conversation/builders.ts';

const CUSTOM = ['32', '2001', '1012', '9007199254740993'];
const EVERY_ID = [...HUBSPOT_CHANNEL_IDS, ...CUSTOM];

/** What the doctor takes the channel of a thread for. */
async function originOf(originalChannelId: string): Promise<ChannelOrigin> {
  const probe = handoffProbes.find(({ key }) => key === 'conversation.channel');
  const got = { 'conversation.thread': ok(thread({ originalChannelId })) };
  const world = { given: { answers: {}, webhookFiles: [], probeWebhook: false, offline: true } };
  return (await probe?.obtain(world as unknown as World, got))?.value as ChannelOrigin;
}

/** What the engine does on a handoff of such a thread, without the workflow action. */
function handedOffOn(originalChannelId: string) {
  const context = { settings: SETTINGS, duplicateOf: null, sessionIdOf };
  const answers = { ...ANSWERS, respond: HANDOFF, 'fetch-thread': { ...THREAD, originalChannelId } };
  const { kinds, notes } = walk(workOn(EVENT, context), answers);
  return { makesTicket: kinds.includes('create-ticket'), why: notes.join(' ') };
}

const WITHOUT_TICKET: Values = {
  'conversation.session': handedOff(),
  'conversation.ticket': null,
  'conversation.contactEmail': 'jo@example.test',
  'opencx.ticketCreation': true,
};

describe('the table of channels', () => {
  it('says what OpenCX says of who owns them, and nothing of the others', () => {
    const owned = (answer: string) => EVERY_ID.filter((id) => hubspotOwned(id) === answer);
    expect(owned('yes')).toEqual(['1000', '1002']);
    expect(owned('no')).toEqual(['1007', '1009']);
    expect(owned('not-said')).toEqual(['1001', '1003', '1004', '1008', '1010', '1011', ...CUSTOM]);
  });

  it('knows of every answer who owns the channel', () => {
    for (const word of Object.keys(CHANNEL_CHOICES)) expect(hubspotOwned(word)).not.toBe('not-said');
  });

  it.each(['toString', '__proto__', ''])('takes %j for a custom channel', (word) => {
    expect(hubspotOwned(word)).toBe('not-said');
  });
});

describe.each(EVERY_ID)('on channel %s, handed off without a ticket', (id) => {
  it('engine and doctor say the same', async () => {
    const origin = await originOf(id);
    const engine = handedOffOn(id);
    const values = { ...WITHOUT_TICKET, 'conversation.channel': origin };
    const doctor = judge(channel, values);
    const wanted = { yes: 'pass', no: 'fail', 'not-said': 'na' }[hubspotOwned(id)];
    expect(doctor.status).toBe(wanted);
    expect(engine.makesTicket).toBe(hubspotOwned(id) === 'yes');
    const words = channelAndOwner(id);
    expect(channelAndOwner(origin.channel)).toBe(words);
    expect(doctor.summary).toContain(words);
    if (!engine.makesTicket) expect(engine.why).toContain(words);
  });

  it('is sure of nothing that OpenCX does not say', async () => {
    const values = { ...WITHOUT_TICKET, 'conversation.channel': await originOf(id) };
    const stated = { ...values, 'opencx.workflowAction': false };
    const found = [channel, workflowAction, ticketCheck].flatMap((check) => findingsOf(judge(check, stated)));
    const sure = found.filter(({ confidence }) => confidence !== 'possible').map(({ cause }) => cause);
    expect(sure).toEqual(
      {
        yes: ['ticket-missing'],
        no: ['channel-not-hubspot', 'workflow-action-missing', 'ticket-missing'],
        'not-said': [],
      }[hubspotOwned(id)],
    );
  });

  it('asks for the workflow action where HubSpot is not known to own it, and accuses nobody before', async () => {
    const values = { ...WITHOUT_TICKET, 'conversation.channel': await originOf(id) };
    const isOwned = hubspotOwned(id) === 'yes';
    expect(judge(workflowAction, values).status).toBe(isOwned ? 'na' : 'manual');
    const [missing] = findingsOf(judge(ticketCheck, values));
    expect(missing).toEqual(
      isOwned ? { cause: 'ticket-missing' } : { cause: 'ticket-missing', confidence: 'possible' },
    );
  });
});
