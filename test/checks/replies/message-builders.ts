import { OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import type { Message } from '../../../src/core/hubspot/records.ts';
import { AI_USER, CUSTOMER, REP, SESSION_ID } from '../conversation/builders.ts';

let written = 0;

export function message(over: Partial<Message>): Message {
  written += 1;
  return {
    id: `message-${written}`,
    threadId: '5001',
    type: 'MESSAGE',
    createdAt: '2026-11-02T10:01:00.000Z',
    clientType: 'HUBSPOT',
    senders: [],
    recipients: [],
    channelId: '1002',
    ...over,
  };
}

export const fromCustomer = (over: Partial<Message> = {}): Message =>
  message({ createdBy: CUSTOMER, direction: 'INCOMING', status: 'RECEIVED', text: 'Where is it?', ...over });

export const fromRep = (over: Partial<Message> = {}): Message =>
  message({ createdBy: REP, direction: 'OUTGOING', status: 'SENT', text: 'On its way.', ...over });

export const repComment = (over: Partial<Message> = {}): Message =>
  message({ type: 'COMMENT', createdBy: REP, text: 'Please answer him.', ...over });

export const fromAi = (over: Partial<Message> = {}): Message =>
  message({
    createdBy: AI_USER,
    clientType: 'INTEGRATION',
    direction: 'OUTGOING',
    status: 'SENT',
    text: 'Let me look.',
    richText: `<p>Let me look.</p>${OPENCX_MARKERS['ai-response']}`,
    ...over,
  });

export const appComment = (over: Partial<Message> = {}): Message =>
  message({ type: 'COMMENT', createdBy: 'I-55', clientType: 'INTEGRATION', text: 'Call logged.', ...over });

export const handoffComment = (over: Partial<Message> = {}): Message =>
  appComment({
    createdBy: AI_USER,
    text: [
      OPENCX_MARKERS.handoff,
      'Summary: the parcel is late.',
      'Sentiment: neutral',
      'Language: en',
      `https://platform.open.cx/inbox/${SESSION_ID}`,
    ].join('\n'),
    ...over,
  });

export const assignment = (): Message =>
  message({ type: 'ASSIGNMENT', createdBy: REP, clientType: 'SYSTEM', assignedTo: REP });

export const newestFirst = (...inOrder: Message[]): Message[] => inOrder.reverse();
