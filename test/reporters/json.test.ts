import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Report, RUN_STATUSES } from '../../src/core/report.ts';
import { STATUSES } from '../../src/core/verdict.ts';
import { renderJson } from '../../src/reporters/json.ts';
import schema from '../../src/reporters/report.schema.json' with { type: 'json' };
import { anyReport } from './arbitrary.ts';
import { busy } from './log/samples.ts';
import { oneCause, SAMPLES } from './samples.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const parsed = (report: Report) => JSON.parse(renderJson(report));

function errorsOf(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

const DOCUMENTED_ORDER = [
  'schemaVersion',
  'tool',
  'startedAt',
  'durationMs',
  'portal',
  'connection',
  'symptom',
  'status',
  'obstacle',
  'summary',
  'causes',
  'questions',
  'nextTest',
  'checks',
  'evidence',
  'calls',
];

describe('a report as JSON', () => {
  it('is two blanks deep and ends with one newline', () => {
    const text = renderJson(oneCause);
    expect(text.startsWith('{\n  "schemaVersion": 1,\n  "tool": {\n    "name"')).toBe(true);
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('keeps the documented order of keys however the report was put together', () => {
    const shuffled = reversedKeys(oneCause) as Report;
    expect(Object.keys(shuffled)).not.toEqual(DOCUMENTED_ORDER);
    const document = parsed({ ...shuffled, checks: oneCause.checks, evidence: oneCause.evidence });
    expect(Object.keys(document)).toEqual(DOCUMENTED_ORDER);
    expect(Object.keys(document.summary)).toEqual(STATUSES);
    expect(Object.keys(document.causes[0]).slice(0, 10)).toEqual([
      'id',
      'checks',
      'title',
      'confidence',
      'owner',
      'measured',
      'expected',
      'evidence',
      'against',
      'fixes',
    ]);
    expect(Object.keys(document.causes[0].fixes[0])).toEqual(['kind', 'brief', 'steps', 'where', 'url']);
  });

  it('keeps the order of the checklist', () => {
    expect(Object.keys(parsed(oneCause).checks)).toEqual(Object.keys(oneCause.checks));
  });

  it('loses nothing and adds nothing', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(parsed(report)).toEqual(JSON.parse(JSON.stringify(report)));
      }),
    );
  });
});

describe('the schema', () => {
  it.each(Object.entries(SAMPLES))('takes the sample %s', (_name, sample) => {
    expect(errorsOf(parsed(sample))).toEqual([]);
  });

  it('knows every status of a report and of a check from the samples', () => {
    const samples = Object.values(SAMPLES);
    expect(new Set(samples.map(({ status }) => status))).toEqual(new Set(RUN_STATUSES));
    const seen = samples.flatMap(({ checks }) => Object.values(checks).map(({ status }) => status));
    expect(new Set(seen)).toEqual(new Set(STATUSES));
  });

  it('takes whatever the type allows', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(errorsOf(parsed(report))).toEqual([]);
      }),
    );
  });

  it('takes the ids of a later version', () => {
    const document = parsed(oneCause);
    document.symptom = 'wet-feet';
    document.causes[0].id = 'it-rains';
    document.checks['weather/fair'] = document.checks['token/format'];
    expect(errorsOf(document)).toEqual([]);
  });

  it('takes the log that `logs` puts beside the report', () => {
    expect(errorsOf({ ...parsed(oneCause), log: busy.log })).toEqual([]);
  });

  it.each<[string, (document: ReturnType<typeof parsed>) => void, string]>([
    ['an unknown status', (it) => (it.status = 'fine'), '/status'],
    ['a key of nobody', (it) => (it.extra = 1), ''],
    [
      'a status of no check',
      (it) => (it.checks['token/format'].status = 'ok'),
      '/checks/token~1format/status',
    ],
    ['a missing summary', (it) => delete it.checks['token/format'].summary, '/checks/token~1format'],
    ['an unknown owner', (it) => (it.causes[0].owner = 'nobody'), '/causes/0/owner'],
    ['a time that is none', (it) => (it.startedAt = 'last night'), '/startedAt'],
    ['an error without its reason', (it) => delete it.evidence['owners.read'].error, '/evidence/owners.read'],
    ['a count below nothing', (it) => (it.summary.fail = -1), '/summary/fail'],
  ])('refuses %s', (_name, mutate, path) => {
    const document = parsed(oneCause);
    mutate(document);
    expect(validate(document)).toBe(false);
    expect(validate.errors?.map((error) => error.instancePath)).toContain(path);
  });
});

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversedKeys(inner)]));
}
