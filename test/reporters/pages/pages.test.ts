import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { CATALOGUE_FORMATS } from '../../../src/core/formats.ts';
import { PAGE_KINDS, type Page } from '../../../src/core/page.ts';
import { renderPages } from '../../../src/reporters/pages/formats.ts';
import { pageIds, pagesNamed } from '../../../src/run/describe.ts';

const PAGES = PAGE_KINDS.flatMap((kind) => pageIds(kind).flatMap((id) => pagesNamed(`${kind}/${id}`)));
const plain = { width: 80, color: false } as const;

/** Four bytes a token. */
const MOST_TOKENS_IN_BRIEF = 600;

function named(word: string): Page[] {
  const pages = pagesNamed(word);
  if (pages.length === 0) throw new Error(`No page is named ${word}.`);
  return pages;
}

describe.each(CATALOGUE_FORMATS)('every page as %s', (format) => {
  it('names its id and its title, and ends with one newline', () => {
    for (const page of PAGES) {
      const text = renderPages([page], format, plain);
      expect(text).toMatch(/[^\n]\n$/);
      expect(text).toContain(page.id);
      expect(text.replace(/\s+/g, ' ').length).toBeGreaterThan(page.title.length + 60);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});

describe('pages as text', () => {
  it.each([40, 60, 80, 200])('keep within %i columns, addresses excepted', (width) => {
    const lines = PAGES.flatMap((page) => renderPages([page], 'text', { width, color: false }).split('\n'));
    expect(lines.filter((line) => stringWidth(line) > width && !line.includes('https://'))).toEqual([]);
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  it('draw with ASCII alone where that is asked for', () => {
    const text = PAGES.map((page) => renderPages([page], 'text', { ...plain, ascii: true })).join('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII has them too
    expect(text.match(/[^\u0000-\u007F]/g)).toBe(null);
  });

  it.each(['webhooks/throttle', 'reply-internal', 'crm-panel-empty', 'owner-gate', 'skip/handed-off'])(
    'show %s as a person reads it',
    async (word) => {
      await expect(renderPages(named(word), 'text', plain)).toMatchFileSnapshot(
        `../golden/page-${word.replace('/', '-')}.txt`,
      );
    },
  );

  it('say what else goes by the same name', () => {
    expect(renderPages(named('owner-not-ai-user'), 'text', plain)).toMatch(
      /checks\s+skip\/owner-not-ai-user/,
    );
    expect(renderPages(named('skip/owner-not-ai-user'), 'text', plain)).not.toContain('also names');
  });
});

describe('pages in brief', () => {
  it('say what to do first, and cost few tokens', () => {
    for (const page of PAGES) {
      const text = renderPages([page], 'brief', plain);
      expect(Buffer.byteLength(text) / 4, page.id).toBeLessThan(MOST_TOKENS_IN_BRIEF);
      if (page.kind === 'cause') expect(text).toContain('\nWhat to do: ');
    }
  });
});

it('the pages of a check and of a symptom name one another, or neither does', () => {
  const symptoms = PAGES.filter((page) => page.kind === 'symptom');
  for (const page of PAGES) {
    if (page.kind !== 'check') continue;
    const holding = symptoms.filter(({ checks }) => checks.some(({ id }) => id === page.id));
    expect(
      page.symptoms.map(({ id }) => id),
      page.id,
    ).toEqual(holding.map(({ id }) => id));
  }
});

describe('pages as JSON', () => {
  it('are the data that the others are drawn from', () => {
    for (const page of PAGES) {
      expect(JSON.parse(renderPages([page], 'json', plain))).toEqual({ schemaVersion: 1, page, also: [] });
    }
    expect(JSON.parse(renderPages(named('owner-not-ai-user'), 'json', plain)).also).toEqual([
      { kind: 'skip', id: 'owner-not-ai-user' },
    ]);
  });
});

describe('pages as Markdown', () => {
  it('hold no HTML, and headings that begin with one sign each', () => {
    for (const page of PAGES) {
      const text = renderPages([page], 'markdown', plain);
      const outside = text.replace(/`[^`]*`/g, '').replace(/<https:[^>]*>/g, '');
      expect(outside).not.toMatch(/<[a-z!/]/i);
      expect(text.match(/^# /gm)).toHaveLength(1);
    }
  });

  it('keep commands as they are typed', () => {
    expect(renderPages(named('webhooks/throttle'), 'markdown', plain)).toContain(
      '`opencx-hubspot doctor --only webhooks/throttle`',
    );
  });
});

it('a page of any kind is drawn at any width', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PAGES), fc.integer({ min: 1, max: 300 }), (page, width) => {
      expect(renderPages([page], 'text', { width, color: true })).toContain(page.id.slice(0, 10));
    }),
    { numRuns: 50 },
  );
});
