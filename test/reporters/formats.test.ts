import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { type Format, REPORT_FORMATS } from '../../src/core/formats.ts';
import { REPORTERS, render, renderQuiet, renderStepSummary } from '../../src/reporters/formats.ts';
import { passed, report } from './build.ts';
import { blockedByToken, oneCause } from './samples.ts';

const options = { width: 80, color: false, full: false } as const;

/** Whether a text is what its media type says. */
const READERS: Readonly<Record<(typeof REPORTERS)[Format]['media'], (text: string) => boolean>> = {
  'application/json': isJson,
  'application/x-ndjson': (text) => text.trimEnd().split('\n').every(isJson),
  'application/xml': (text) => XMLValidator.validate(text) === true,
  'text/html': (text) => text.startsWith('<!DOCTYPE html>\n'),
  'text/markdown': (text) => /^### /m.test(text),
  'text/plain': (text) => /^[^<{]/.test(text),
};

function isJson(text: string): boolean {
  return typeof JSON.parse(text) === 'object';
}

describe('the reporters', () => {
  it('are known by their formats', () => {
    expect(Object.keys(REPORTERS)).toEqual([
      'text',
      'brief',
      'json',
      'ndjson',
      'junit',
      'markdown',
      'github',
      'html',
    ]);
  });

  it.each(REPORT_FORMATS)('renders %s with one newline at its end', async (format) => {
    expect(await render(format, oneCause, options)).toMatch(/[^\n]\n$/);
  });

  it.each(REPORT_FORMATS)('renders %s as what it is said to be', async (format) => {
    const text = await render(format, oneCause, options);
    expect(READERS[REPORTERS[format].media](text)).toBe(true);
  });

  it('renders each format by its own reporter', async () => {
    expect(JSON.parse(await render('json', oneCause, options))).toMatchObject({ status: 'problems' });
    expect(await render('text', oneCause, options)).toContain('PROBLEMS  1 cause');
    expect(await render('markdown', oneCause, options)).toMatch(/^\*\*PROBLEMS\*\* 1 cause/);
    expect(await render('github', oneCause, options)).toMatch(/^::error title=/);
    expect(await render('ndjson', oneCause, options)).toMatch(/^\{"type":"verdict"/);
  });

  it.each(REPORT_FORMATS)(
    'tells the age of an old answer in %s, also where the check passes',
    async (format) => {
      const said = passed('webhooks/committed', { source: 'stated', statedAt: '2026-11-10T02:00:00.000Z' });
      const text = await render(format, report({ status: 'healthy', checks: [said] }), options);
      expect(text.replaceAll(/\s+/g, ' ')).toMatch(/\b12 days\b|2026-11-10T02:00/);
    },
  );

  it('hands the threshold of the run on to JUnit', async () => {
    expect(await render('junit', blockedByToken, options)).toContain(' failures="1" ');
    expect(await render('junit', blockedByToken, { ...options, failOn: 'warn' })).toContain(' failures="2" ');
  });

  it('has the verdict line and the step summary apart', async () => {
    expect(await renderQuiet(oneCause, options)).toMatch(/^PROBLEMS {2}1 cause[^\n]+\n$/);
    expect(await renderStepSummary(oneCause)).toBe(`${await render('markdown', oneCause, options)}\n`);
  });
});
