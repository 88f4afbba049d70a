import type { DeliveryLog } from '../../src/core/delivery-log.ts';
import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { Message, Thread } from '../../src/core/hubspot/records.ts';
import { eventLabel, REQUIRED_EVENTS, type RequiredEvent } from '../../src/core/hubspot/webhooks.ts';
import { defineCheck, type Used } from '../shared/define-check.ts';
import { type Finding, fail, type Judgement, pass, unknown } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { inWords } from '../shared/wording.ts';
import { ANNOUNCED, missingEvents } from '../webhooks/events.ts';
import { counted, emptyLog, lookedAt, partlyRead } from './log.ts';

/** HubSpot collects events for a moment and sends what is late within minutes; so long after it, a row is missed. */
const SETTLING_MS = 10 * 60 * 1000;
/** A delivery is told to the minute, or by a clock that is a little behind that of the conversation. */
const CLOCKS_APART_MS = 60 * 1000;

const SETTINGS = [
  'webhooks.subscriptions',
  'webhooks.paused',
  'webhooks.committed',
  'webhooks.targetUrl',
] as const;
type Settings = Used<(typeof SETTINGS)[number]>;

/**
 * A delivery proves its subscription and that it was committed. That none is there proves nothing by itself: only where
 * the conversation shows that something happened in a time that the log covers, and no row came of it, is it likely.
 */
export default defineCheck({
  id: 'deliveries/arriving',
  title: 'HubSpot delivers each of the three events',
  causes: ['subscription-missing', 'changes-uncommitted', 'subscription-paused', 'webhook-not-registered'],
  needs: ['deliveries.log'],
  uses: ['conversation.messages', 'conversation.thread', ...SETTINGS],
  symptoms: ['delivered-but-ignored', 'replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    "Looks through HubSpot's log of webhook deliveries for New message, Conversation creation and Ticket property change. What was delivered is subscribed, committed and not paused, whatever became of it at the target. An event without a row is missed only where the named conversation shows that something happened in the time of the log; then it is likely not subscribed, not committed or paused.",
  judge(needed, used) {
    const log = needed['deliveries.log'];
    const missing = missingEvents(log.events.map(({ event }) => event));
    const silent = missing.filter((event) => isSilent(log, happenedOf(event, used)));
    if (silent.length > 0) return notDelivered(silent, log, used);
    const nothing = emptyLog(log);
    if (nothing) return nothing;
    if (missing.length === 0) {
      return pass('HubSpot has delivered all three events.', { measured: rowsOf(log) });
    }
    return partlyRead(log) ?? betweenGaps(missing, log, used) ?? leftOpen(missing, log);
  },
});

function rowsOf(log: DeliveryLog): string {
  return log.events.map(({ event, count }) => `${event} ${count}`).join(', ') || lookedAt(log);
}

/** When something happened that the event tells of, as epoch milliseconds. */
function happenedOf(
  event: RequiredEvent,
  used: Used<'conversation.messages' | 'conversation.thread'>,
): number[] {
  if (event === 'conversation.newMessage') return messageTimes(used['conversation.messages']);
  if (event === 'conversation.creation') return creationTimes(used['conversation.thread']);
  return [];
}

function messageTimes(messages: Evidence<Message[]>): number[] {
  return (obtained(messages) ?? [])
    .filter(({ type }) => ANNOUNCED.includes(type))
    .map(({ createdAt }) => Date.parse(createdAt));
}

function creationTimes(thread: Evidence<Thread>): number[] {
  const createdAt = obtained(thread)?.createdAt;
  return createdAt === undefined ? [] : [Date.parse(createdAt)];
}

/** Something happened while the log was whole, and no row came of it, be it one that does not name its event. */
function isSilent(log: DeliveryLog, happened: readonly number[]): boolean {
  const { covered, unnamedAt, deliveries, otherPortals = 0 } = log;
  if (!covered || (deliveries === 0 && otherPortals > 0)) return false;
  const rows = unnamedAt.map((at) => Date.parse(at));
  return happened.some(
    (at) =>
      at >= Date.parse(covered.from) &&
      at + SETTLING_MS <= Date.parse(covered.to) &&
      !rows.some((row) => row >= at - CLOCKS_APART_MS && row <= at + SETTLING_MS),
  );
}

/** As far as clocks of places are apart. */
const ZONES_APART_MS = 14 * 60 * 60 * 1000;

/** Something happened in the time of the log, and it is not known to be whole then: no row of it proves nothing. */
function betweenGaps(
  missing: readonly RequiredEvent[],
  log: DeliveryLog,
  used: Used<'conversation.messages' | 'conversation.thread'>,
): Judgement | undefined {
  const open = missing.filter((event) => happenedOf(event, used).some((at) => isBetweenGaps(log, at)));
  if (open.length === 0) return undefined;
  const why =
    log.firstAt === undefined
      ? 'No row of it has a time that can be read'
      : log.unzoned
        ? 'Its times name no zone and cannot be held against those of the conversation'
        : 'It shows single rows, or parts of that time alone';
  return unknown(
    `The conversation shows what should have been announced, and the delivery log has no delivery of it: ${inWords(open.map(eventLabel))}. ${why}, so whether HubSpot sent it is open. Save the whole list of that time: \`hs app logs --app=ID --type=webhooks --json\`.`,
  );
}

function isBetweenGaps({ covered, unzoned, firstAt, lastAt }: DeliveryLog, at: number): boolean {
  const isCovered = covered && Date.parse(covered.from) <= at && at <= Date.parse(covered.to);
  const [from, to] = [firstAt ?? covered?.from, lastAt ?? covered?.to];
  if (from === undefined || to === undefined) return true;
  const apart = unzoned ? ZONES_APART_MS : 0;
  return !isCovered && Date.parse(from) - apart <= at && at <= Date.parse(to) + apart;
}

function notDelivered(events: readonly RequiredEvent[], log: DeliveryLog, settings: Settings): Judgement {
  const [first, ...rest] = candidates(events, log, settings);
  const names = inWords(events.map(eventLabel));
  return fail(
    [
      { ...first, confidence: 'likely', details: { events } },
      ...rest.map((each): Finding => ({ ...each, confidence: 'possible', details: { events } })),
    ],
    {
      summary: `The conversation shows what should have been announced, and HubSpot's log has no delivery of it: ${names}. ${reasons([first, ...rest])}`,
      measured: `no delivery of ${inWords(events)} between ${log.covered?.from} and ${log.covered?.to}; ${rowsOf(log)}`,
      expected: 'a delivery for each message and each conversation',
    },
  );
}

/** What would be so under each cause; the last one is of the app, and not of the event. */
const WOULD_BE: Readonly<Record<string, string>> = {
  'subscription-missing': 'not subscribed',
  'changes-uncommitted': 'not committed',
  'subscription-paused': 'paused',
};

/** `It is not subscribed, not committed or paused, or the app has no target URL.` */
function reasons(findings: readonly Finding[]): string {
  const told = findings.flatMap(({ cause }) => WOULD_BE[cause] ?? []);
  const ofEvent = told.length === 0 ? [] : [`it is ${told.join(', ').replace(/, ([^,]*)$/, ' or $1')}`];
  const ofApp = told.length === findings.length ? [] : ['the app has no target URL'];
  const sentence = [...ofEvent, ...ofApp].join(', or ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** What keeps an event from being sent, less what is known to be right; all of it where nothing is left then. */
function candidates(
  events: readonly RequiredEvent[],
  { deliveries }: DeliveryLog,
  settings: Settings,
): [Finding, ...Finding[]] {
  const target = obtained(settings['webhooks.targetUrl']);
  if (target === null) return [{ cause: 'webhook-not-registered' }];
  const subscribed = obtained(settings['webhooks.subscriptions'])?.map(({ event }) => event);
  const paused = obtained(settings['webhooks.paused']);
  const isSubscribed = subscribed !== undefined && events.every((event) => subscribed.includes(event));
  const isPaused = paused === undefined ? undefined : events.some((event) => paused.includes(event));
  const all: [Finding, ...Finding[]] = [
    { cause: 'subscription-missing' },
    { cause: 'changes-uncommitted' },
    { cause: 'subscription-paused' },
    // What was delivered went to an address.
    ...(target === undefined && deliveries === 0 ? [{ cause: 'webhook-not-registered' } as const] : []),
  ];
  if (isPaused) return [{ cause: 'subscription-paused' }];
  const [first, ...rest] = all.filter(
    ({ cause }) =>
      !(cause === 'subscription-missing' && isSubscribed) &&
      !(cause === 'changes-uncommitted' && obtained(settings['webhooks.committed'])) &&
      !(cause === 'subscription-paused' && isPaused === false),
  );
  return first ? [first, ...rest] : all;
}

/** Where nothing is known to have happened, nothing had to be delivered; that none is shown at all is another matter. */
function leftOpen(missing: readonly RequiredEvent[], log: DeliveryLog): Judgement {
  if (missing.length < REQUIRED_EVENTS.length) {
    return pass(
      `HubSpot delivers ${inWords(REQUIRED_EVENTS.filter((event) => !missing.includes(event)).map(eventLabel))}. Of ${inWords(missing.map(eventLabel))} the log has no delivery, ${
        log.covered
          ? 'and nothing is known to have happened that it would tell of, in the time that it shows without gaps'
          : 'which says nothing of them: it is not known to be whole for any time'
      }.`,
      { measured: rowsOf(log) },
    );
  }
  if (log.unnamed > 0) {
    const [id = 'LOG_ID'] = log.unnamedIds;
    return unknown(
      `The log does not name the events of ${counted(log.unnamed)}: a list has no bodies. Save the details of some: \`hs app log-details ${id} --app=ID --type=webhooks --json\`, and name them with --delivery-log too.`,
    );
  }
  return unknown(
    'The log has no delivery of any of the three events, which proves nothing: perhaps there was nothing to deliver. Name a conversation of that time with --thread.',
    { measured: rowsOf(log) },
  );
}
