/** OpenTelemetry's own JSON: spans and log records in lists within lists, attributes as pairs of key and value. */
import { listAt, pairsOf, type Unwrap, valueIn } from './unwrap.ts';

type Fields = Record<string, unknown>;

/** One row for each span, or log record, as logs with flat attributes have it (OTLP 1.x, JSON encoding). */
export const unwrapOtlp: Unwrap = (record) => {
  const spans = listAt(record, 'resourceSpans');
  const logs = listAt(record, 'resourceLogs');
  if (spans === undefined && logs === undefined) return undefined;
  return [
    ...(spans ?? [])
      .flatMap((of) => scopesOf(of, ['scopeSpans', 'instrumentationLibrarySpans'], 'spans'))
      .map(rowOfSpan),
    ...(logs ?? []).flatMap((of) => scopesOf(of, ['scopeLogs'], 'logRecords')).map(rowOfLogRecord),
  ];
};

function scopesOf(resource: object, scopes: readonly string[], items: string): Fields[] {
  return scopes
    .flatMap((key) => listAt(resource, key) ?? [])
    .flatMap((scope) => listAt(scope, items) ?? []) as Fields[];
}

/** By number and by name; those of the SDK's own console, which count otherwise, never come in these lists. */
const KINDS: Readonly<Record<string, string>> = { 2: 'server', 3: 'client', 5: 'consumer' };

function rowOfSpan(span: Fields): object {
  const { kind, startTimeUnixNano, endTimeUnixNano, attributes, events } = span;
  return {
    ...pairsOf(attributes),
    'span.kind': KINDS[String(kind)] ?? kind,
    startTimeUnixNano,
    ...(startTimeUnixNano !== undefined && {
      duration_ns: Number(endTimeUnixNano) - Number(startTimeUnixNano),
    }),
    ...Object.assign({}, ...(Array.isArray(events) ? events : []).map((event) => pairsOf(event?.attributes))),
  };
}

function rowOfLogRecord({ timeUnixNano, observedTimeUnixNano, attributes, body }: Fields): object {
  return { ...pairsOf(attributes), timeUnixNano, observedTimeUnixNano, message: valueIn(body) };
}
