import type { EvidenceValues } from '../../../checks/facts.ts';
import {
  type DeliveredEventRow,
  type DeliveryTrouble,
  noDeliveries,
} from '../../../src/core/delivery-log.ts';
import { REQUIRED_EVENTS, type Subscription } from '../../../src/core/hubspot/webhooks.ts';
import { all, known, type States } from './state.ts';

/** Before and after the moment at which everything else was looked at. */
const BEFORE = '2026-11-20T09:00:00.000Z';
const AFTER = '2026-11-20T11:00:00.000Z';

const URL = { scheme: 'https:', host: 'api.open.cx', digest: 'digest-1', organization: 'organization-1' };
const OLD_URL = { ...URL, digest: 'digest-0' };
const OTHER_URL = { ...URL, digest: 'digest-2', organization: 'organization-2' };
const TUNNEL = { scheme: 'http:', host: 'tunnel.example.test', digest: 'digest-3' };

const subscribed = (...events: readonly string[]): Subscription[] =>
  events.map((event) => ({
    event,
    active: true,
    ...(event === 'ticket.propertyChange' && { property: 'hs_pipeline_stage' }),
  }));
const OF_CONVERSATIONS = ['conversation.newMessage', 'conversation.creation'];
const EXPANDED: Subscription = { event: 'object.propertyChange', objectType: '0-5', active: true };
const SUBSCRIPTIONS = {
  'all three': subscribed(...REQUIRED_EVENTS),
  none: [],
  'without New message': subscribed('conversation.creation', 'ticket.propertyChange'),
  'without ticket changes': subscribed(...OF_CONVERSATIONS),
  'ticket changes expanded': [...subscribed(...OF_CONVERSATIONS), EXPANDED],
  'ticket changes expanded by name': [
    ...subscribed('conversation.creation'),
    { ...EXPANDED, objectType: 'Ticket' },
  ],
  'deal changes expanded': [...subscribed(...OF_CONVERSATIONS), { ...EXPANDED, objectType: '0-3' }],
  'in both formats': [...subscribed(...REQUIRED_EVENTS), EXPANDED],
  'under an older name': subscribed(
    'conversation.newMessage',
    'conversation.messageCreated',
    'ticket.propertyChange',
  ),
  'in the wrong list': [
    { event: 'conversation.newMessage', active: true, list: 'crmObjects' },
    { event: 'conversation.creation', active: true, list: 'hubEvents' },
    ...subscribed('ticket.propertyChange'),
  ],
  'in two wrong lists': [
    { event: 'conversation.newMessage', active: true, list: 'crmObjects' },
    { event: 'conversation.creation', active: true, list: 'crmObjects' },
  ],
  'no ticket property named': [
    ...subscribed('conversation.newMessage', 'conversation.creation'),
    { event: 'ticket.propertyChange', active: false },
  ],
  'a property paused': [
    ...subscribed(...REQUIRED_EVENTS),
    { event: 'ticket.propertyChange', property: 'subject', active: false },
  ],
  'two properties paused': [
    ...subscribed(...REQUIRED_EVENTS),
    { event: 'ticket.propertyChange', property: 'subject', active: false },
    { event: 'ticket.propertyChange', property: 'content', active: false },
    { event: 'ticket.propertyChange', property: 'hs_pipeline_stage', active: false },
  ],
} satisfies Record<string, Subscription[]>;

const CHANGE = 'WEBHOOK_SUBSCRIPTION_UPDATE';

export const WEBHOOK_STATES = {
  'webhooks.file': all({ whole: { targetUrl: URL, throttle: { limit: 100 }, written: {} } }, 'file'),
  'webhooks.api': all({ whole: { targetUrl: URL, throttle: { limit: 100, period: 'SECONDLY' } } }),
  'webhooks.activity': all({
    'a change of subscriptions': [
      { type: 'PRIVATE_APP_ACCESS_TOKEN_ROTATE', at: AFTER },
      { type: CHANGE, at: BEFORE },
    ],
    nothing: [],
    'a change of settings': [{ type: 'WEBHOOK_SETTINGS_UPDATE', at: BEFORE }],
    'a look at a token': [{ type: 'PRIVATE_APP_ACCESS_TOKEN_VIEW', at: BEFORE }],
  }),
  'webhooks.answer': all({
    'a 200': { status: 200, host: 'api.open.cx' },
    'a 299': { status: 299, host: 'api.open.cx' },
    'a 300': { status: 300, host: 'api.open.cx' },
    'a 199': { status: 199, host: 'api.open.cx' },
    'a 401': { status: 401, host: 'api.open.cx' },
    'a 404': { status: 404, host: 'api.open.cx' },
    'a 429': { status: 429, host: 'api.open.cx' },
    'a 499': { status: 499, host: 'api.open.cx' },
    'a 500': { status: 500, host: 'api.open.cx' },
    'a 503': { status: 503, host: 'api.open.cx' },
  }),
  'webhooks.targetUrl': {
    'the right one, said': known(URL, 'stated'),
    'the right one in a file': known(URL, 'file'),
    'an old one, said': known(OLD_URL, 'stated'),
    'an old one in a file': known(OLD_URL, 'file'),
    "another organization's, said": known(OTHER_URL, 'stated'),
    "another organization's in a file": known(OTHER_URL, 'file'),
    'another host': known(TUNNEL, 'stated'),
    'none, said': known(null, 'stated'),
    'none in a file': known(null, 'file'),
  },
  'webhooks.subscriptions': {
    ...all<Subscription[]>(SUBSCRIPTIONS, 'file'),
    'all three, said': known(SUBSCRIPTIONS['all three'], 'stated'),
    'without ticket changes, said': known(SUBSCRIPTIONS['without ticket changes'], 'stated'),
    'ticket changes expanded, said': known(SUBSCRIPTIONS['ticket changes expanded'], 'stated', {
      stale: true,
    }),
  },
  'webhooks.paused': {
    none: known([], 'file'),
    'New message': known(['conversation.newMessage'], 'file'),
    'ticket changes, twice': known(['ticket.propertyChange', 'ticket.propertyChange'], 'file'),
    'none, said': known([], 'stated'),
    'New message, said': known(['conversation.newMessage', 'conversation.creation'], 'stated'),
  },
  'webhooks.ticketProperties': {
    'the stage': known(['hs_pipeline_stage', 'hs_pipeline_stage'], 'file'),
    none: known([], 'file'),
    'the subject, said': known(['subject'], 'stated'),
    'none, said': known([], 'stated'),
  },
  'webhooks.objectFormat': {
    classic: known({ classic: ['ticket.propertyChange'], expanded: [] }, 'file'),
    expanded: known({ classic: [], expanded: ['object.propertyChange'] }, 'file'),
    both: known({ classic: ['ticket.propertyChange'], expanded: ['object.creation'] }, 'file'),
    'another classic event': known(
      { classic: ['ticket.creation'], expanded: ['object.propertyChange'] },
      'file',
    ),
    neither: known({ classic: [], expanded: [] }, 'file'),
    'classic, said': known({ classic: ['ticket.propertyChange'], expanded: [] }, 'stated'),
    'expanded, said': known({ classic: [], expanded: ['object.propertyChange'] }, 'stated'),
  },
  'webhooks.delivering': all<EvidenceValues['webhooks.delivering']>(
    { delivered: 'delivered', none: 'none', errors: 'errors' },
    'stated',
  ),
  'webhooks.committed': {
    'yes, said': known(true, 'stated'),
    'yes, by the project': known(true, 'live'),
    'no, said': known(false, 'stated'),
    'no, by the project': known(false, 'live'),
  },
  'webhooks.throttle': {
    'just enough a second': known({ limit: 100, period: 'SECONDLY' }, 'live'),
    'one too few a second': known({ limit: 99, period: 'SECONDLY' }, 'live'),
    'just enough a minute': known({ limit: 6000, period: 'ROLLING_MINUTE' }, 'live'),
    'one too few a minute': known({ limit: 5999, period: 'ROLLING_MINUTE' }, 'live'),
    'a period that is not known': known({ limit: 100, period: 'FORTNIGHTLY' }, 'live'),
    'enough without a unit': known({ limit: 100 }, 'file'),
    'too few without a unit': known({ limit: 10 }, 'file'),
    'enough, said': known({ limit: 1000 }, 'stated'),
    'too few, said': known({ limit: 10 }, 'stated'),
  },
  'opencx.webhookUrl': {
    shown: known(URL, 'given'),
    'another one': known(OTHER_URL, 'given'),
    'without an organization': known(TUNNEL, 'stated'),
    none: known(null, 'stated'),
  },
  'deliveries.log': deliveryLogs(),
  'deliveries.fates': all<EvidenceValues['deliveries.fates']>(
    {
      'all done': { delivered: 3, done: 3, open: 0, skipped: [], failed: [], missing: 0 },
      nothing: { delivered: 0, done: 0, open: 0, skipped: [], failed: [], missing: 0 },
      'one missing': {
        delivered: 4,
        done: 1,
        open: 0,
        skipped: [{ reason: 'internal-comment', count: 1 }],
        failed: [{ reason: 'timeout', count: 1 }],
        missing: 1,
        lastMissingAt: BEFORE,
      },
      'several missing': { delivered: 2, done: 0, open: 0, skipped: [], failed: [], missing: 2 },
    },
    'journal',
  ),
} satisfies { [K in keyof EvidenceValues]?: States<EvidenceValues[K]> };

type Log = EvidenceValues['deliveries.log'];

function deliveryLogs(): States<Log> {
  const none: Log = {
    ...noDeliveries(),
    deliveries: 0,
    events: [],
    unnamed: 0,
    unnamedIds: [],
    unnamedAt: [],
    addresses: [],
    troubles: [],
  };
  const COVERED = { from: '2026-11-20T06:00:00.000Z', to: '2026-11-20T12:00:00.000Z' };
  const row = (event: string, more: Partial<DeliveredEventRow> = {}): DeliveredEventRow => ({
    event,
    count: 1,
    ...noDeliveries(),
    answered: 1,
    lastAt: AFTER,
    lastAnsweredAt: AFTER,
    ...more,
  });
  const allThree: Log = {
    ...none,
    deliveries: 3,
    answered: 3,
    lastAt: AFTER,
    lastAnsweredAt: AFTER,
    events: REQUIRED_EVENTS.map((event) => row(event, { address: 'digest-1' })),
    covered: COVERED,
  };
  const troubled = (still: boolean, ...of: readonly Partial<DeliveryTrouble>[]): Log => ({
    ...allThree,
    deliveries: 20,
    answered: 8,
    troubles: of.map((each) => ({
      outcome: 'refused',
      count: 12,
      lastAt: AFTER,
      still,
      digests: [],
      ...each,
    })),
  });
  const { lastAnsweredAt: _, ...unanswered } = troubled(true, { outcome: 'unreached' });
  const partly = (...events: readonly string[]): Log => ({
    ...allThree,
    deliveries: events.length,
    answered: events.length,
    events: events.map((event) => row(event)),
  });
  const { covered: __, ...ofNoTime } = partly('ticket.propertyChange');
  return all<Log>(
    {
      'all three answered': allThree,
      'all three before': {
        ...allThree,
        lastAt: BEFORE,
        events: REQUIRED_EVENTS.map((event) => row(event, { lastAt: BEFORE, lastAnsweredAt: BEFORE })),
      },
      'all three to another address': {
        ...allThree,
        events: REQUIRED_EVENTS.map((event) => row(event, { address: 'digest-9' })),
      },
      'one answered': { ...partly('conversation.newMessage'), lastAt: AFTER },
      'nothing in a time that is known': { ...none, covered: COVERED },
      'nothing in no time': none,
      'of other portals': { ...none, otherPortals: 4 },
      'of another portal, once': { ...none, otherPortals: 1, covered: COVERED },
      'beside other portals': { ...allThree, otherPortals: 4, foreign: ['calls.csv holds no deliveries'] },
      'another file': { ...none, foreign: ['The delivery log calls.csv holds no deliveries.'] },
      'ticket changes alone': partly('ticket.propertyChange'),
      'ticket changes alone, in no known time': ofNoTime,
      'expanded ticket changes': { ...partly(), events: [row('object.propertyChange', { ofTickets: true })] },
      'ticket changes, beside rows without names': {
        ...partly('ticket.propertyChange'),
        unnamed: 1,
        unnamedIds: ['row-1'],
        unnamedAt: ['2026-11-20T08:00:01.000Z'],
      },
      'rows without names': { ...none, deliveries: 2, answered: 2, unnamed: 2, unnamedIds: ['row-1'] },
      'a row without name or id': { ...none, deliveries: 1, answered: 1, unnamed: 1 },
      'other events': { ...none, deliveries: 1, answered: 1, events: [row('contact.creation')] },
      '404, going on': troubled(true, { status: 404, digests: ['digest-1'] }),
      '404 of another address': troubled(true, { status: 404, digests: ['digest-0', 'digest-1'] }),
      '401, going on': troubled(true, { status: 401 }),
      '410 before': troubled(false, { status: 410 }),
      '403, going on': troubled(true, { status: 403, firstAt: '2026-11-19T08:15:00.000Z' }),
      '429, going on': troubled(true, { status: 429 }),
      '503, going on': troubled(true, { outcome: 'failed', status: 503, count: 1, digests: ['digest-1'] }),
      '503 before, 404 now': {
        ...troubled(true, { status: 404 }),
        troubles: [
          { outcome: 'refused', status: 404, count: 2, still: true, digests: [] },
          { outcome: 'failed', status: 503, count: 5, lastAt: BEFORE, still: false, digests: [] },
        ],
      },
      'not answered in time': troubled(true, { outcome: 'timedOut' }, { outcome: 'failed', status: 500 }),
      'not answered in time before': troubled(false, { outcome: 'timedOut' }),
      'ended before the test': {
        ...none,
        deliveries: 1,
        answered: 1,
        covered: { ...COVERED, to: '2026-11-20T10:58:58.999Z' },
      },
      'nothing answered': { ...unanswered, answered: 0, events: [] },
      'held back': { ...troubled(true, { outcome: 'heldBack' }), heldBack: 12 },
      'held back, and no more is told': { ...allThree, heldBack: 1, answered: 2 },
      'not understood': {
        ...troubled(true, { outcome: 'unclear', reason: 'GREMLINS' }, { outcome: 'unclear', status: 999 }),
        answered: 0,
      },
    },
    'file',
  );
}
