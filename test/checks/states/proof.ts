import type { EvidenceValues } from '../../../checks/facts.ts';
import type { Impact, Share } from '../../../src/core/impact.ts';
import { all, type States } from './state.ts';

const SHARE: Share = {
  of: 20,
  hit: 10,
  firstAt: '2026-11-18T08:00:00.000Z',
  lastAt: '2026-11-19T09:00:00.000Z',
  places: [{ channel: 'hubspot-email', inbox: '1', of: 20, hit: 10 }],
  examples: ['5003', '5002', '5001'],
};
const { firstAt: _first, lastAt: _last, ...UNDATED } = SHARE;
const TURN = {
  to: 'hit',
  lastBefore: '2026-11-19T08:00:00.000Z',
  firstSince: '2026-11-19T08:20:00.000Z',
  before: { of: 10, hit: 0 },
  since: { of: 10, hit: 10 },
} as const;

const counted = (share: Impact['sessions'], more: Partial<Impact> = {}): Impact => ({
  from: '2026-11-13T10:00:00.000Z',
  to: '2026-11-20T10:00:00.000Z',
  listed: 20,
  whole: true,
  sessions: share,
  replies: share,
  tickets: share,
  owners: share,
  ...more,
});

const IMPACTS: Readonly<Record<string, Impact>> = {
  'none hit': counted({ ...UNDATED, hit: 0, examples: [] }),
  'none hit of one': counted({ ...UNDATED, of: 1, hit: 0, examples: [] }),
  'none hit of two': counted({ ...UNDATED, of: 2, hit: 0, examples: [] }),
  'none hit of a sample': counted({ ...UNDATED, hit: 0, examples: [], sample: { read: 20, of: 300 } }),
  'nobody counted': counted({ of: 0, hit: 0, places: [], examples: [] }),
  'not told': counted({ untold: 'no OpenCX key was given', status: 'na' }),
  'not to be told': counted({ untold: 'sessions name no record', status: 'unknown' }),
  'half hit': counted(SHARE),
  'less than half hit': counted({ ...SHARE, hit: 9 }, { whole: false }),
  'one hit': counted({ ...SHARE, hit: 1, lastAt: '2026-11-18T08:00:00.000Z', examples: ['5001'] }),
  'hit at no known time': counted({ ...UNDATED, examples: [] }),
  'half of a sample': counted({ ...SHARE, sample: { read: 20, of: 300 } }),
  'in several places': counted({
    ...SHARE,
    places: [
      { channel: 'hubspot-email', inbox: '1', of: 8, hit: 5 },
      { channel: 'hubspot-chat', of: 6, hit: 3 },
      { channel: 'whatsapp', of: 3, hit: 1 },
      { channel: '1099', of: 2, hit: 1 },
      { channel: 'sms', of: 1, hit: 0 },
    ],
  }),
  'since a moment': counted({ ...SHARE, turn: TURN }),
  'since a moment, nearly all': counted({
    ...SHARE,
    hit: 9,
    turn: { ...TURN, since: { of: 10, hit: 9 } },
  }),
  'until a moment': counted({
    ...SHARE,
    turn: { ...TURN, to: 'well', before: TURN.since, since: TURN.before },
  }),
};

const seen = { seen: true, ms: 400 };
const waited = { seen: false, ms: 60_000 };

export const PROOF_STATES = {
  'impact.period': all(IMPACTS),
  'proof.message': all<EvidenceValues['proof.message']>(
    {
      seen: { ...seen, mark: 'PROOF 7Q4K', threadId: '5001', at: '2026-11-20T10:59:00.000Z' },
      'seen at no known time': { ...seen, ms: 20, mark: 'PROOF 7Q4K', threadId: '5001' },
      'seen after the log': { ...seen, mark: 'PROOF 7Q4K', threadId: '5001', at: '2026-11-20T13:00:00.000Z' },
      'not seen': { ...waited, mark: 'PROOF 7Q4K' },
    },
    'tested',
  ),
  'proof.session': all<EvidenceValues['proof.session']>(
    {
      seen: { ...seen, sessionId: '1' },
      'not seen': waited,
      'without the message': { ...waited, ms: 999, sessionId: '1' },
    },
    'tested',
  ),
  'proof.answer': all<EvidenceValues['proof.answer']>(
    { seen: { ...seen, by: 'reply' }, 'not seen': waited, 'handed off': { ...seen, by: 'handoff' } },
    'tested',
  ),
  'proof.reply': all<EvidenceValues['proof.reply']>(
    {
      seen: { ...seen, ms: 1000, written: 'public' },
      'not seen': { ...waited, written: 'public' },
      internal: { ...waited, written: 'internal' },
      nothing: { ...waited, ms: 1499, written: 'nothing' },
    },
    'tested',
  ),
  'proof.property': all<EvidenceValues['proof.property']>(
    {
      seen: { ...seen, property: 'hs_pipeline_stage', changed: true },
      'not seen': { ...waited, property: 'hs_pipeline_stage', changed: true },
      'another property not seen': { ...waited, property: 'subject', changed: true },
      'not changed': { ...waited, property: 'hs_pipeline_stage', changed: false },
      'changed by the app itself': {
        ...waited,
        property: 'hs_pipeline_stage',
        changed: true,
        byTokensApp: true,
      },
      'changed by another app': {
        ...waited,
        property: 'hs_pipeline_stage',
        changed: true,
        byTokensApp: false,
      },
      'seen and left behind': { ...seen, property: 'subject', changed: true, leftBehind: true },
      'not seen and left behind': { ...waited, property: 'subject', changed: true, leftBehind: true },
    },
    'tested',
  ),
  'proof.arrived': all(
    {
      'all three': { events: ['conversation.newMessage', 'conversation.creation', 'ticket.propertyChange'] },
      'messages and ticket changes': { events: ['conversation.newMessage', 'ticket.propertyChange'] },
      'messages alone': { events: ['conversation.newMessage'] },
      'ticket changes alone': { events: ['ticket.propertyChange'] },
      nothing: { events: [] },
    },
    'tested',
  ),
} satisfies { [K in keyof EvidenceValues]?: States<EvidenceValues[K]> };
