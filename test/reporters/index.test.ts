import { describe, expect, it } from 'vitest';
import { FORMATS, render } from '../../src/reporters/index.ts';
import { oneCause } from './samples.ts';

const options = { width: 80, color: false, full: false };

describe('the reporters', () => {
  it('are known by their formats', () => {
    expect(FORMATS).toEqual(['text', 'json']);
  });

  it.each(FORMATS)('renders %s with one newline at its end', async (format) => {
    expect(await render(format, oneCause, options)).toMatch(/[^\n]\n$/);
  });

  it('renders each format by its own reporter', async () => {
    expect(JSON.parse(await render('json', oneCause, options))).toMatchObject({ status: 'problems' });
    expect(await render('text', oneCause, options)).toContain('PROBLEMS  1 cause');
  });
});
