/** What was read of API-call logs, and what of them was left out: told in every format, whatever was found. */
import type { ApiLog, LogFile } from '../../core/api-log.ts';
import { grouped } from '../../core/grouped.ts';
import { between, many } from './words.ts';

const LEFT_OUT = {
  otherHosts: "to hosts that are not HubSpot's",
  unknownHosts: "without a host, whose paths are none of HubSpot's API",
  ownPages: "that HubSpot's own pages made with a person's session",
  received: 'that came in to a server, which HubSpot did not answer',
  answeredBetween: 'that something on the way to HubSpot refused, not HubSpot',
} as const;

const REASONS = Object.keys(LEFT_OUT) as (keyof typeof LEFT_OUT)[];

/** Why calls of one file count for nothing: a sentence for each reason. */
export function leftOutLines(file: LogFile): string[] {
  return REASONS.flatMap((why) => {
    const count = file[why] ?? 0;
    return count > 0 ? [`Left out ${many(count, 'call')} ${LEFT_OUT[why]}`] : [];
  });
}

/** What was looked at, in a few parts. */
export function headline(log: ApiLog): string[] {
  const { calls, leftOut, firstAt, lastAt, files } = log;
  const elsewhere = sumOf(elsewhereOf(log).map(({ count }) => count));
  return [
    'API-call log',
    many(calls, 'call'),
    ...(files.length === 1 ? [] : [many(files.length, 'file')]),
    ...(firstAt === null || lastAt === null ? [] : [`${between(firstAt, lastAt)} UTC`]),
    ...(elsewhere === 0 ? [] : [`${many(elsewhere, 'call')} left out that HubSpot's API did not answer`]),
    ...(leftOut === 0 ? [] : [`${many(leftOut, 'call')} left out by filters`]),
  ];
}

export interface Reading {
  label: string;
  text: string;
}

/** What was read, under a label each: how much, of which time, what was answered and by whom, what counts for nothing. */
export function readingOf(log: ApiLog): Reading[] {
  const { calls, files, firstAt, lastAt, statuses } = log;
  const elsewhere = elsewhereOf(log).map(({ count, what }) => `${many(count, 'call')} ${what}`);
  const answers = Object.entries(statuses).map(([status, count]) =>
    status === 'none' ? `${grouped(count)} without a status` : `${grouped(count)} with ${status}`,
  );
  return [
    {
      label: 'Read',
      text: `${many(calls, 'call')}${files.length === 1 ? '' : ` of ${many(files.length, 'file')}`}`,
    },
    { label: 'Span', text: firstAt === null || lastAt === null ? '' : `${between(firstAt, lastAt)} UTC` },
    { label: 'Hosts', text: ["HubSpot's API alone", ...elsewhere].join('; left out: ') },
    { label: 'Answers', text: answers.join(', ') },
    { label: 'Refused', text: noneRefused(log) },
    { label: 'Unread', text: unreadOf(log) },
    { label: 'Left out', text: leftOutOf(log).join('; ') },
    { label: 'Times', text: withoutTime(log) ?? '' },
    { label: 'Zone', text: zoneOf(log) },
  ].filter(({ text }) => text !== '');
}

/** Of calls without a status nothing is known; nothing where calls were refused, which the sections tell. */
function noneRefused({ calls, statuses, refusals, serverErrors }: ApiLog): string {
  const told = calls - (statuses['none'] ?? 0);
  if (told === 0 || refusals.length + serverErrors.length > 0) return '';
  return told === calls ? 'none' : `none of the ${many(told, 'call')} with a status`;
}

function unreadOf({ files }: ApiLog): string {
  const unread = sumOf(files.map((file) => file.unread ?? 0));
  return unread === 0 ? '' : `${many(unread, 'call')} without a status or a path`;
}

/** What is printed behind such times is no word of the log. */
function zoneOf({ files, firstAt }: ApiLog): string {
  const isUnsaid = firstAt !== null && files.some(({ zones }) => zones !== undefined);
  return isUnsaid ? 'times that name no zone are shown as UTC' : '';
}

/** What the files hold besides, and no finding rests on. */
function leftOutOf({ leftOut, files }: ApiLog): string[] {
  const bad = sumOf(files.map(({ badRows }) => badRows.count));
  const [first] = files.flatMap(({ badRows }) => badRows.first);
  const cut = files.filter(({ truncated, stoppedAt }) => truncated || stoppedAt !== undefined).length;
  return [
    ...(leftOut === 0 ? [] : [`${many(leftOut, 'call')} by filters`]),
    ...(bad === 0
      ? []
      : [`${many(bad, 'bad row')}${first === undefined ? '' : ` (line ${first.line}: ${first.reason})`}`]),
    ...(cut === 0 ? [] : [`the end of ${many(cut, 'file')}, cut off`]),
  ];
}

/** Calls that HubSpot's API did not answer and that count for nothing, by the reason. */
function elsewhereOf({ files }: ApiLog): { count: number; what: string }[] {
  return REASONS.map((why) => ({
    count: sumOf(files.map((file) => file[why] ?? 0)),
    what: LEFT_OUT[why],
  })).filter(({ count }) => count > 0);
}

/** What is told of a log beside its cause: how much was read, how much counts for nothing, and what is only shown in full. */
export function restOf(log: ApiLog): string {
  const elsewhere = sumOf(elsewhereOf(log).map(({ count }) => count));
  const left = [
    ...(elsewhere === 0 ? [] : [`${grouped(elsewhere)} not answered by HubSpot's API`]),
    ...leftOutOf(log),
  ];
  const read = [
    `${many(log.calls, 'call')} read`,
    ...(left.length === 0 ? [] : [`left out ${left.join(', ')}`]),
    ...[unreadOf(log), zoneOf(log)].filter(Boolean),
  ];
  return `${read.join(', ')}; ${SHOWN_IN_FULL}: --full`;
}

export const SHOWN_IN_FULL = 'timeline, response times, routes, files';

/**
 * Which calls the timeline lacks, where a column should tell the time: a date is written in a way that is not
 * understood, or could be read in two ways.
 */
export function withoutTime({ files, calls, timeline }: ApiLog): string | undefined {
  const untimed = calls - sumOf(timeline?.calls ?? []);
  const tellsTime = files.some(({ columns }) => columns.some(({ field }) => field === 'at'));
  if (untimed <= 0 || !tellsTime) return undefined;
  const which = untimed === calls ? 'No call has' : `${grouped(untimed)} of ${many(calls, 'call')} have no`;
  const time = untimed === calls ? 'a time that can be read' : 'time that can be read';
  if (files.some(({ undecidedDates }) => undecidedDates)) {
    return `${which} ${time}: a date such as 03/04/2026 can be read in two ways. Say --dates dmy or --dates mdy.`;
  }
  return `${which} ${time}. Best are times such as 2026-11-20T08:00:12Z.`;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
