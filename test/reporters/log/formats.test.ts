import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiLog } from '../../../src/core/api-log.ts';
import { LOG_REPORT_FORMATS } from '../../../src/core/formats.ts';
import { renderJson } from '../../../src/reporters/json.ts';
import { renderLog } from '../../../src/reporters/log/formats.ts';
import { renderLogMarkdown } from '../../../src/reporters/log/markdown.ts';
import { renderLogNdjson } from '../../../src/reporters/log/ndjson.ts';
import schema from '../../../src/reporters/report.schema.json' with { type: 'json' };
import { anyLog, anyLoggedReport } from './arbitrary.ts';
import { busy, empty, LOG_SAMPLES, quiet } from './samples.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

describe('what logs show, as JSON', () => {
  it.each(Object.entries(LOG_SAMPLES))('is a document of the schema: %s', (_name, sample) => {
    expect(validate(JSON.parse(renderJson(sample))), ajv.errorsText(validate.errors)).toBe(true);
  });

  it('is a document of the schema whatever the type allows, with nothing lost', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const document = JSON.parse(renderJson({ ...quiet, log }));
        expect(validate(document), ajv.errorsText(validate.errors)).toBe(true);
        expect(document.log).toEqual(JSON.parse(JSON.stringify(log)));
      }),
    );
  });

  it('keeps the order of keys however the log was put together', () => {
    const shuffled = reversedKeys(busy.log) as ApiLog;
    const { log } = JSON.parse(renderJson({ ...busy, log: shuffled }));
    const inOrder = JSON.parse(renderJson(busy)).log;
    expect(Object.keys(shuffled)).not.toEqual(Object.keys(inOrder));
    expect(Object.keys(log)).toEqual(schema.$defs.apiLog.required);
    expect(Object.keys(log.refusals[0])).toEqual(Object.keys(inOrder.refusals[0]));
    expect(Object.keys(log.files[0])).toEqual(Object.keys(inOrder.files[0]));
    expect(Object.keys(log.timeline)).toEqual(Object.keys(inOrder.timeline));
  });

  it.each<[string, (log: ReturnType<typeof JSON.parse>) => void, string]>([
    ['a key of nobody', (log) => (log.tokens = 1), '/log'],
    ['a file of another form', (log) => (log.files[0].format = 'xml'), '/log/files/0/format'],
    ['a refusal without a route', (log) => delete log.refusals[0].route, '/log/refusals/0'],
    ['a time that is none', (log) => (log.refusals[0].lastAt = 'then'), '/log/refusals/0/lastAt'],
    ['a count below nothing', (log) => (log.calls = -1), '/log/calls'],
  ])('is refused by the schema with %s', (_name, mutate, path) => {
    const document = JSON.parse(renderJson(busy));
    mutate(document.log);
    expect(validate(document)).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain(path);
  });
});

describe('what logs show, as NDJSON', () => {
  it('has one line for each finding, its kind first', async () => {
    const text = renderLogNdjson(busy);
    await expect(text).toMatchFileSnapshot('golden/busy.ndjson');
    const types = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect([...new Set(types)]).toEqual([
      'log',
      'file',
      'refusal',
      'missing-scope',
      'owners-lookup',
      'unauthorized',
      'unauthorized-route',
      'rate-limit',
      'server-error',
      'route',
      'verdict',
      'cause',
      'report',
    ]);
    expect(types.filter((type) => type === 'refusal')).toHaveLength(busy.log.refusals.length);
  });

  it('is one JSON object a line, whatever stands in it', () => {
    fc.assert(
      fc.property(anyLoggedReport, (report) => {
        const lines = renderLogNdjson(report).trimEnd().split('\n');
        for (const line of lines) expect(Object.keys(JSON.parse(line))[0]).toBe('type');
        expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'report', status: report.status });
      }),
    );
  });
});

describe('what logs show, as Markdown', () => {
  it('shows everything', async () => {
    await expect(renderLogMarkdown(busy, { full: false })).toMatchFileSnapshot('golden/busy.md');
  });

  it('shows as much as there is, the verdict first', () => {
    const headings = ['Timeline', 'Busiest routes', 'Files', 'Checks'];
    expect(headingsOf(renderLogMarkdown(quiet, { full: true }))).toEqual(headings);
    expect(headingsOf(renderLogMarkdown(quiet))).toEqual(['Checks']);
    expect(headingsOf(renderLogMarkdown(empty))).toEqual(['Checks']);
    expect(renderLogMarkdown(empty)).toMatch(
      /^\*\*INCOMPLETE\*\* .+\n\nAPI-call log · 0 calls · 24 calls left out by filters\n/,
    );
  });

  it('keeps each row of a table in its three cells, whatever stands in it', () => {
    fc.assert(
      fc.property(anyLoggedReport, (report) => {
        const rows = renderLogMarkdown({ ...report, checks: {} }, { full: true })
          .split('\n')
          .filter((line) => line.startsWith('|'));
        for (const row of rows) expect(row.replace(/\\./g, '').split('|')).toHaveLength(5);
      }),
    );
  });

  it('lets nobody else write tags, links or headings into a ticket', () => {
    const [refusal] = busy.log.refusals;
    if (!refusal) throw new Error('The sample has refusals.');
    const hostile = { ...refusal, route: 'GET /`x`|<img src=x>\n# heading', category: '[a](b)' };
    const file = { ...busy.log.files[0], ignoredColumns: ['<script>', '[link](x)', '**bold**'] };
    const log = { ...busy.log, refusals: [hostile], files: [file] } as ApiLog;
    const text = renderLogMarkdown({ ...busy, log }, { full: true });
    expect(text).toContain('429 \\[a\\](b) GET /\\`x\\`\\|&lt;img src=x> # heading');
    expect(text).toContain('&lt;script>, \\[link\\](x), \\*\\*bold\\*\\*');
    expect(text).not.toMatch(/^# heading/m);
  });
});

it('every format ends with one newline', async () => {
  for (const format of LOG_REPORT_FORMATS) {
    const text = await renderLog(format, busy, { width: 80, color: false, full: false });
    expect(text).toMatch(/[^\n]\n$/);
  }
});

const headingsOf = (markdown: string) => [...markdown.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversedKeys(inner)]));
}
