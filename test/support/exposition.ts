/**
 * Reads Prometheus' text format by its own description (Prometheus docs, "Exposition formats", version 0.0.4) and by what
 * `promtool check metrics` complains about; shares nothing with what writes it.
 */

export interface Family {
  help: string;
  type: string;
  /** By what stands between the braces, read: `reason=outgoing`. */
  samples: Map<string, number>;
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];
const UNITS_NOT_BASE = /_(?:ms|milliseconds|minutes|kilobytes|megabytes)(?:_|$)/;

/** @throws Error at the first thing that Prometheus would not take, or promtool would complain about */
export function readExposition(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, Family>();
  let open: [name: string, family: Family] | undefined;
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === 'HELP') {
      if (!NAME.test(name) || families.has(name))
        throw new Error(`a name that is none, or stands twice: ${line}`);
      open = [name, { help: rest, type: '', samples: new Map() }];
      families.set(...open);
    } else if (kind === 'TYPE') {
      if (open?.[0] !== name || open[1].type !== '' || !TYPES.includes(rest))
        throw new Error(`out of place: ${line}`);
      open[1].type = rest;
      complainOf(name, open[1]);
    } else addSample(line, open);
  }
  return families;
}

function complainOf(name: string, { help, type }: Family): void {
  if (help.trim() === '') throw new Error(`${name} has no help`);
  if (name.endsWith('_total') !== (type === 'counter')) throw new Error(`${name} cannot be a ${type}`);
  if (UNITS_NOT_BASE.test(name)) throw new Error(`${name} has a unit that is no base unit`);
}

function addSample(line: string, open: [string, Family] | undefined): void {
  const [, name, labels = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (open === undefined || name !== open[0] || open[1].type === '') throw new Error(`out of place: ${line}`);
  if (!/^[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf|NaN)$/i.test(value)) throw new Error(`no number: ${line}`);
  const key = labelsIn(labels, line);
  if (open[1].samples.has(key)) throw new Error(`twice: ${line}`);
  open[1].samples.set(key, Number(value));
}

function labelsIn(text: string, line: string): string {
  const found: string[] = [];
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [, name, value = ''] = LABEL.exec(text) ?? [];
    if (name === undefined) throw new Error(`labels that cannot be read: ${line}`);
    const read = value.replaceAll(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign));
    found.push(`${name}=${read}`);
  }
  return found.join(',');
}
