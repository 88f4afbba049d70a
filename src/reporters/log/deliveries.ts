/** What every format for people says of HubSpot's log of webhook deliveries: by event, by address, and what went wrong. */
import type { Deliveries, DeliveryCounts, DeliveryOutcome } from '../../core/delivery-log.ts';
import { grouped } from '../../core/grouped.ts';
import { eventLabel } from '../../core/hubspot/webhooks.ts';
import type { Reading } from './reading.ts';
import type { LogRow, LogSection } from './sections.ts';
import { between, many, moment } from './words.ts';

/** Hex digits of a fingerprint that are told: enough to tell the addresses of one report apart. */
const SHORT = 8;

const WORDS: Readonly<Record<DeliveryOutcome, string>> = {
  answered: 'answered',
  timedOut: 'timed out',
  refused: '4xx',
  failed: '5xx',
  unreached: 'not connected',
  heldBack: 'held back',
  unclear: 'unclear',
};

/** `38 answered, 2 timed out`. */
function outcomesOf(counts: DeliveryCounts): string {
  return (Object.keys(WORDS) as DeliveryOutcome[])
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${grouped(counts[outcome])} ${WORDS[outcome]}`)
    .join(', ');
}

export function deliverySections(log: Deliveries): LogSection[] {
  return [
    section('Deliveries by event', [...log.events.map((row) => eventRow(row, log)), ...unnamedRows(log)]),
    section('Deliveries not answered with 2xx', log.troubles.map(troubleRow)),
    section('Addresses', log.addresses.length > 1 ? log.addresses.map(addressRow) : []),
  ].filter(({ rows }) => rows.length > 0);
}

/** How the files were read, for whoever looks closer. */
export function deliveryBackground(log: Deliveries): LogSection[] {
  const rows = log.files.map(
    ({ name, format, deliveries, others }): LogRow => ({
      count: deliveries,
      text: name,
      remark: format.toUpperCase(),
      more: othersOf(others),
    }),
  );
  return rows.length === 0 ? [] : [section('Files of deliveries', rows)];
}

function section(heading: string, rows: readonly LogRow[]): LogSection {
  return { heading, rows, left: 0, counts: 'Deliveries' };
}

function eventRow(row: Deliveries['events'][number], { addresses }: Deliveries): LogRow {
  const label = eventLabel(row.event);
  const address = addresses.find(({ digest }) => digest === row.address);
  return {
    count: row.count,
    text: label === row.event ? label : `${label} (${row.event})`,
    remark: [outcomesOf(row), ...lastOf(row)].join('; '),
    more: [
      ...(address ? [`Last sent to ${addressText(address)}`] : []),
      ...(row.properties && row.properties.length > 0 ? [`Properties: ${row.properties.join(', ')}`] : []),
    ],
  };
}

function unnamedRows({ unnamed, unnamedIds }: Deliveries): LogRow[] {
  if (unnamed === 0) return [];
  const [id = 'LOG_ID'] = unnamedIds;
  return [
    {
      count: unnamed,
      text: 'event not named',
      remark: 'a list has no bodies',
      more: [
        `The details name it: \`hs app log-details ${id} --app=ID --type=webhooks --json\`, saved and named here too`,
      ],
    },
  ];
}

function troubleRow({
  outcome,
  status,
  reason,
  count,
  lastAt,
  still,
}: Deliveries['troubles'][number]): LogRow {
  const word = status === undefined ? WORDS[outcome] : String(status);
  return {
    count,
    text: reason === undefined ? word : `${word}: ${reason}`,
    remark: [...lastOf({ lastAt }), still ? 'none answered since' : 'later ones were answered'].join('; '),
    more: [],
  };
}

function addressRow(address: Deliveries['addresses'][number]): LogRow {
  return { count: address.count, text: addressText(address), remark: lastOf(address).join(''), more: [] };
}

/** The URL is a secret: its host, and a fingerprint that differs where the URL does. */
function addressText({ host, digest }: { host: string; digest: string }): string {
  return `${host} (fingerprint ${digest.slice(0, SHORT)})`;
}

function lastOf({ lastAt }: { lastAt?: string | undefined }): string[] {
  return lastAt === undefined ? [] : [`last ${moment(lastAt)} UTC`];
}

/** What was read, in a few parts. */
export function deliveryHeadline(log: Deliveries): string[] {
  const { deliveries, files, firstAt, lastAt } = log;
  return [
    'Webhook deliveries',
    many(deliveries, 'delivery', 'deliveries'),
    ...(files.length === 1 ? [] : [many(files.length, 'file')]),
    ...(firstAt === undefined || lastAt === undefined ? [] : [`${between(firstAt, lastAt)} UTC`]),
  ];
}

function othersOf(others: number): string[] {
  return others === 0 ? [] : [`${many(others, 'row')} of something else`];
}

function cutOf({ cut = [] }: Deliveries): string[] {
  return cut.length === 0 ? [] : [`the end of ${many(cut.length, 'file')}, cut off`];
}

function unreadOf({ unread = 0 }: Deliveries): string[] {
  return unread === 0 ? [] : [`${many(unread, 'row')} that could not be read`];
}

export function deliveryReading(log: Deliveries): Reading[] {
  const { deliveries, firstAt, lastAt, addresses, files } = log;
  const others = files.reduce((sum, file) => sum + file.others, 0);
  return [
    {
      label: 'Read',
      text: `${many(deliveries, 'delivery', 'deliveries')}${files.length === 1 ? '' : ` of ${many(files.length, 'file')}`}`,
    },
    {
      label: 'Span',
      text: firstAt === undefined || lastAt === undefined ? '' : `${between(firstAt, lastAt)} UTC`,
    },
    { label: 'Ended', text: outcomesOf(log) },
    { label: 'Sent to', text: addresses.map(addressText).join(', ') },
    { label: 'Left out', text: [...othersOf(others), ...unreadOf(log), ...cutOf(log)].join('; ') },
  ].filter(({ text }) => text !== '');
}
