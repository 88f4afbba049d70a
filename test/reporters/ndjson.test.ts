import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../checks/index.ts';
import type { Report } from '../../src/core/report.ts';
import { renderJson } from '../../src/reporters/json.ts';
import { closingLines, renderNdjson, verdictLineJson } from '../../src/reporters/ndjson.ts';
import schema from '../../src/reporters/report.schema.json' with { type: 'json' };
import { anyReport } from './arbitrary.ts';
import { accepted, oneCause, pair } from './samples.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

interface Line {
  type: string;
  check?: CheckId;
  [key: string]: unknown;
}

const linesOf = (text: string): Line[] =>
  text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a report as JSON lines', () => {
  it('has the verdicts first, then the causes, and the run as the last', () => {
    const lines = linesOf(renderNdjson(pair));
    const verdicts = Object.keys(pair.checks).map(() => 'verdict');
    expect(lines.map(({ type }) => type)).toEqual([...verdicts, 'cause', 'cause', 'cause', 'report']);
    expect(lines.flatMap(({ check }) => check ?? [])).toEqual(Object.keys(pair.checks));
  });

  it('keeps the order of the keys of the JSON report', () => {
    const backwards = Object.fromEntries(Object.entries(oneCause).reverse()) as unknown as Report;
    const [verdict, ...rest] = linesOf(renderNdjson(backwards));
    expect(Object.keys(verdict ?? {})).toEqual([
      'type',
      'check',
      ...Object.keys(Object.values(JSON.parse(renderJson(oneCause)).checks)[0] as object),
    ]);
    expect(Object.keys(rest.at(-1) ?? {})).toEqual([
      'type',
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
      'questions',
      'nextTest',
      'calls',
    ]);
  });

  it('tells what became of suppressions', () => {
    const lines = linesOf(renderNdjson(accepted));
    expect(lines.find(({ check }) => check === 'webhooks/throttle')).toMatchObject({
      status: 'fail',
      suppressed: { reason: 'a pilot with two reps', expires: '2026-12-31' },
    });
    expect(lines.at(-1)).toMatchObject({ suppressions: { applied: ['webhooks/throttle'] } });
  });

  it('is the JSON report again when put together, without evidence', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const text = renderNdjson(report);
        expect(text).toMatch(/[^\n]\n$/);
        const lines = linesOf(text);
        const without = <T extends Line>({ type: _type, check: _check, ...rest }: T) => rest;
        const together = {
          ...without(lines.at(-1) as Line),
          causes: lines.filter(({ type }) => type === 'cause').map(({ type: _type, ...rest }) => rest),
          checks: Object.fromEntries(
            lines.filter(({ type }) => type === 'verdict').map((line) => [line.check, without(line)]),
          ),
          evidence: {},
        };
        expect(together).toEqual(JSON.parse(renderJson({ ...report, evidence: {} })));
        validate(together);
        expect(validate.errors ?? []).toEqual([]);
      }),
    );
  });

  it('can be printed a verdict at a time', () => {
    const verdicts = Object.entries(pair.checks).map(([id, check]) => verdictLineJson(id as CheckId, check));
    expect(`${[...verdicts, ...closingLines(pair)].join('\n')}\n`).toBe(renderNdjson(pair));
  });
});
