import type { Report, ReportCheck } from '../core/report.ts';
import { jsonText } from '../redact/printable.ts';
import schema from './report.schema.json' with { type: 'json' };

/** The report as one JSON document, two blanks deep, with a newline at its end. */
export function renderJson(report: Report): string {
  return `${jsonText(reportInOrder(report), 2)}\n`;
}

/**
 * The report with the keys of all its parts in the order of its schema, however it was put together. What the schema
 * does not name (an analysis keeps more of a log than is printed) is left out.
 */
export function reportInOrder(report: Report): Report {
  return inOrder(report, schema as Part) as Report;
}

/** One check's entry, likewise. */
export function checkInOrder(check: ReportCheck): ReportCheck {
  return inOrder(check, schema.$defs.check as Part) as ReportCheck;
}

/** As much of a JSON Schema as the order of keys follows from. */
interface Part {
  $ref?: string;
  properties?: Readonly<Record<string, Part>>;
  /** Where a value may be null, the first says what it is otherwise. */
  anyOf?: readonly Part[];
  items?: Part;
  additionalProperties?: Part | boolean;
}

const DEFINITIONS: Readonly<Record<string, Part>> = schema.$defs as Record<string, Part>;

function inOrder(value: unknown, part: Part): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { properties, items = {}, additionalProperties } = meant(part);
  if (Array.isArray(value)) return value.map((item) => inOrder(item, items));
  const given = Object.entries(value);
  if (properties === undefined) {
    const others = typeof additionalProperties === 'object' ? additionalProperties : {};
    return Object.fromEntries(given.map(([key, inner]) => [key, inOrder(inner, others)]));
  }
  const values = new Map(given);
  const named = Object.entries(properties).filter(([key]) => values.has(key));
  return Object.fromEntries(named.map(([key, inner]) => [key, inOrder(values.get(key), inner)]));
}

/** What a reference leads to, or a value is that may be null. */
function meant({ $ref, ...part }: Part): Part {
  if ($ref !== undefined) return meant(DEFINITIONS[$ref.slice('#/$defs/'.length)] ?? {});
  const [otherwise] = part.anyOf ?? [];
  return part.properties === undefined && otherwise !== undefined ? meant(otherwise) : part;
}
