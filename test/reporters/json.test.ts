import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAUSE_IDS } from '../../checks/causes.ts';
import { CHECK_IDS } from '../../checks/index.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import type { ErrorKind, Source } from '../../src/core/evidence.ts';
import type { Party, Report } from '../../src/core/report.ts';
import { SCHEMA_VERSION } from '../../src/core/report.ts';
import { type Confidence, STATUSES } from '../../src/core/verdict.ts';
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
  'symptom',
  'status',
  'summary',
  'causes',
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
    expect(Object.keys(document.causes[0].fixes[0])).toEqual(['kind', 'steps', 'where', 'url']);
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
    expect(new Set(samples.map(({ status }) => status))).toEqual(
      new Set(['healthy', 'problems', 'incomplete']),
    );
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

  it('takes the log that `logs` puts beside the report', () => {
    expect(errorsOf({ ...parsed(oneCause), log: busy.log })).toEqual([]);
  });

  it.each<[string, (document: ReturnType<typeof parsed>) => void, string]>([
    ['an unknown status', (it) => (it.status = 'fine'), '/status'],
    ['a key of nobody', (it) => (it.extra = 1), ''],
    [
      'a check without an id of ours',
      (it) => (it.checks['token/smell'] = it.checks['token/format']),
      '/checks',
    ],
    [
      'a status of no check',
      (it) => (it.checks['token/format'].status = 'ok'),
      '/checks/token~1format/status',
    ],
    ['a missing summary', (it) => delete it.checks['token/format'].summary, '/checks/token~1format'],
    ['an unknown cause', (it) => (it.causes[0].id = 'gremlins'), '/causes/0/id'],
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

  it('has the ids of the code, so that a new id cannot be forgotten here', () => {
    const { $defs } = schema;
    expect($defs.checkId.enum).toEqual([...CHECK_IDS]);
    expect($defs.causeId.enum).toEqual([...CAUSE_IDS]);
    expect($defs.symptomId.enum).toEqual([...SYMPTOM_IDS]);
    expect($defs.status.enum).toEqual([...STATUSES]);
    expect(Object.keys(schema.properties.summary.properties)).toEqual([...STATUSES]);
    expect(schema.properties.schemaVersion.const).toBe(SCHEMA_VERSION);
  });

  it('has the words of the types', () => {
    const words = {
      source: { given: 1, live: 1, file: 1, journal: 1, stated: 1, replay: 1 } satisfies Record<Source, 1>,
      owner: {
        'hubspot-admin': 1,
        'opencx-admin': 1,
        'opencx-support': 1,
        rep: 1,
        wait: 1,
      } satisfies Record<Party, 1>,
      confidence: { confirmed: 1, likely: 1, possible: 1 } satisfies Record<Confidence, 1>,
      kind: {
        dns: 1,
        tls: 1,
        refused: 1,
        reset: 1,
        timeout: 1,
        http: 1,
        parse: 1,
        'not-configured': 1,
        'not-allowed': 1,
      } satisfies Record<ErrorKind, 1>,
    };
    const { $defs } = schema;
    expect($defs.source.enum).toEqual(Object.keys(words.source));
    expect($defs.cause.properties.owner.enum).toEqual(Object.keys(words.owner));
    expect($defs.cause.properties.confidence.enum).toEqual(Object.keys(words.confidence));
    expect($defs.error.properties.kind.enum).toEqual(Object.keys(words.kind));
  });
});

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversedKeys(inner)]));
}
