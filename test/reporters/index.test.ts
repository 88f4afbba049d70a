import { describe, expect, it } from 'vitest';
import { FORMATS, render, renderQuiet, renderStepSummary } from '../../src/reporters/index.ts';
import { blockedByToken, oneCause } from './samples.ts';

const options = { width: 80, color: false, full: false } as const;

describe('the reporters', () => {
  it('are known by their formats', () => {
    expect(FORMATS).toEqual(['text', 'json', 'ndjson', 'junit', 'markdown', 'github', 'html']);
  });

  it.each(FORMATS)('renders %s with one newline at its end', async (format) => {
    expect(await render(format, oneCause, options)).toMatch(/[^\n]\n$/);
  });

  it('renders each format by its own reporter', async () => {
    expect(JSON.parse(await render('json', oneCause, options))).toMatchObject({ status: 'problems' });
    expect(await render('text', oneCause, options)).toContain('PROBLEMS  1 cause');
    expect(await render('markdown', oneCause, options)).toMatch(/^\*\*PROBLEMS\*\* 1 cause/);
    expect(await render('github', oneCause, options)).toMatch(/^::error title=/);
    expect(await render('ndjson', oneCause, options)).toMatch(/^\{"type":"verdict"/);
  });

  it('hands the threshold of the run on to JUnit', async () => {
    expect(await render('junit', blockedByToken, options)).toContain(' failures="1" ');
    expect(await render('junit', blockedByToken, { ...options, failOn: 'warn' })).toContain(' failures="2" ');
  });

  it('has the verdict line and the step summary apart', async () => {
    expect(await renderQuiet(oneCause, options)).toMatch(/^PROBLEMS {2}1 cause[^\n]+\n$/);
    expect(await renderStepSummary(oneCause)).toBe(`${await render('markdown', oneCause, options)}\n`);
  });
});
