/** What Jaeger shows and saves as JSON: traces, each with a list of spans, attributes as pairs in lists of tags. */
import { listAt, pairsOf, type Unwrap } from './unwrap.ts';

/** One row for each span. Jaeger counts in microseconds (its api_v2 model). */
export const unwrapJaeger: Unwrap = (record) => {
  const spans = listAt(record, 'spans');
  return spans?.every((span) => 'startTime' in span) ? spans.map(rowOf) : undefined;
};

function rowOf(span: object): object {
  const { startTime, duration, tags } = span as Record<string, unknown>;
  const said = (listAt(span, 'logs') ?? []).map((log) => pairsOf((log as { fields?: unknown }).fields));
  return { ...pairsOf(tags), startTime, duration_us: duration, ...Object.assign({}, ...said) };
}
