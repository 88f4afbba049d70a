import type { ApiLog } from '../../core/api-log.ts';
import { grouped } from '../../core/grouped.ts';
import type { Paint, Sheet } from '../layout.ts';
import { prose } from '../layout.ts';
import { between, stepInWords } from './words.ts';

type Timeline = NonNullable<ApiLog['timeline']>;

interface Series {
  label: string;
  values: readonly number[];
  total: number;
  paint: Paint;
}

/** `refused` and two blanks. */
const LABEL_COLUMN = 9;

/**
 * Calls over time as one small chart over another: all of them, and beneath them the refused ones, those against a
 * limit, those that failed, and where the runs of 401 lie. Each row has a scale of its own, with its total behind it.
 * Steps are put together until they fit the sheet.
 */
export function timelineLines(sheet: Sheet, log: ApiLog): string[] {
  const { timeline } = log;
  if (timeline === null || timeline.calls.length === 0) return [];
  const series = seriesOf(sheet, log, timeline).filter(
    ({ values }, index) => index === 0 || values.some((value) => value > 0),
  );
  const widest = Math.max(...series.map(({ total }) => grouped(total).length));
  const room = Math.max(1, sheet.width - LABEL_COLUMN - widest - 2);
  const perColumn = Math.ceil(timeline.calls.length / room);
  const startsAt = Date.parse(timeline.startsAt);
  const endsAt = startsAt + timeline.stepMs * timeline.calls.length;
  const span = between(timeline.startsAt, new Date(endsAt).toISOString());
  return [
    ...series.map(({ label, values, total, paint }) => {
      const chart = paint(sparkline(sheet, folded(values, perColumn)));
      return `${label.padEnd(LABEL_COLUMN)}${chart}  ${grouped(total).padStart(widest)}`;
    }),
    ...prose(sheet, `${span} UTC, ${stepInWords(timeline.stepMs * perColumn)} a column`, sheet.chalk.dim),
  ];
}

function seriesOf({ chalk }: Sheet, log: ApiLog, timeline: Timeline): Series[] {
  const counted = (label: string, values: readonly number[], paint: Paint): Series => ({
    label,
    values,
    total: sumOf(values),
    paint,
  });
  return [
    counted('calls', timeline.calls, (text) => text),
    counted('refused', timeline.refused, chalk.red),
    { label: '401', values: runSteps(log, timeline), total: log.unauthorized.count, paint: chalk.red },
    counted('429', timeline.rateLimited, chalk.yellow),
    counted('5xx', timeline.failed, chalk.magenta),
  ];
}

/** 1 in every step that a run of 401 reaches into. */
function runSteps({ unauthorized }: ApiLog, { startsAt, stepMs, calls }: Timeline): number[] {
  const stepOf = (at: string) => Math.floor((Date.parse(at) - Date.parse(startsAt)) / stepMs);
  const runs = unauthorized.runs.flatMap(({ firstAt, lastAt }) =>
    firstAt === undefined || lastAt === undefined ? [] : [{ from: stepOf(firstAt), to: stepOf(lastAt) }],
  );
  return calls.map((_calls, step) => (runs.some(({ from, to }) => from <= step && step <= to) ? 1 : 0));
}

function folded(values: readonly number[], perColumn: number): number[] {
  return Array.from({ length: Math.ceil(values.length / perColumn) }, (_, column) =>
    sumOf(values.slice(column * perColumn, (column + 1) * perColumn)),
  );
}

/** Whatever is more than nothing is seen, however much more the most is. */
function sparkline({ symbols }: Sheet, values: readonly number[]): string {
  const [nothing = '', ...levels] = symbols.levels;
  const most = Math.max(...values);
  return values
    .map((value) => (value > 0 ? levels[Math.ceil((value / most) * levels.length) - 1] : nothing))
    .join('');
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
