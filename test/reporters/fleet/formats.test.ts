/** The overview of many profiles as text and as a page. */
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { renderFleetPage } from '../../../src/reporters/fleet/html.ts';
import { renderFleetText } from '../../../src/reporters/fleet/text.ts';
import { finding, runOf } from '../../doctor/fleet/runs.ts';
import { elementsNamed, textOf } from '../html/parse-page.ts';

const REJECTED = finding({ 'token-rejected': {} });
const SCOPE = finding({ 'owners-scope-missing': {} });
const HOSTILE = '\u001b[31m<img src=x onerror=alert(1)>\u202e';

const many = Object.fromEntries(Array.from({ length: 30 }, (_, place) => [`shop-${place}`, REJECTED]));
const before = runOf({ ...many, other: SCOPE, mended: SCOPE, dark: SCOPE, [HOSTILE]: finding() }, 18);
const fleet = runOf(
  {
    ...many,
    other: REJECTED,
    mended: finding(),
    dark: 'The token file "x" does not exist.',
    [HOSTILE]: SCOPE,
  },
  20,
  before,
);
const text = (width: number) => renderFleetText(fleet, { width, color: false, ascii: true });

describe('as text', () => {
  test('a cause is told once, with the first profiles and a count', () => {
    expect(text(90)).toContain('31 profiles:  shop-0, shop-1, shop-2, shop-3, shop-4 and 26 more\n');
    expect(text(90).match(/^token-rejected /gm)).toHaveLength(1);
    expect(text(90)).toMatch(/^Since: {8}Wednesday, 1 of them later$/m);
  });

  test('what changed comes first, the worst before the rest', () => {
    const told = text(90);
    const headings = [
      'Since Wednesday: 1 newly broken',
      'Newly broken',
      'Cause changed',
      'Mended',
      'Not told now',
    ];
    const places = headings.map((heading) => told.indexOf(heading));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(text(90)).toContain('owners-scope-missing -> token-rejected: other');
  });

  test.each([40, 60, 120])('fits a terminal of %i columns, and obeys nobody', (width) => {
    for (const line of text(width).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(text(width)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('as a page', () => {
  const page = renderFleetPage(fleet, (profile) => (profile === 'dark' ? undefined : `${profile}.txt`));

  test('names every profile, and leads to its report', () => {
    const links = elementsNamed(page, 'a');
    expect(links.length).toBeGreaterThanOrEqual(32);
    expect(page).toContain('href="shop-29.txt"');
    expect(page).not.toContain('href="dark');
  });

  test('is no place for markup of others, and loads nothing', () => {
    expect(elementsNamed(page, 'img')).toEqual([]);
    expect(elementsNamed(page, 'script')).toEqual([]);
    expect(textOf(page)).toContain('<img src=x onerror=alert(1)>');
    expect(page).toMatch(/default-src (?:'|&#39;)none/);
  });
});
