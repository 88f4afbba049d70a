import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { html, preformatted, safeUrl, sentence } from '../../../src/reporters/html/markup.ts';
import { renderHtml } from '../../../src/reporters/html/page.ts';
import { anyReport } from '../arbitrary.ts';
import { anyLoggedReport } from '../log/arbitrary.ts';
import { HOSTILE, rewritten } from './hostile.ts';
import { elementsOf, parsePage, textOf } from './parse-page.ts';

/** Elements with the names of their attributes: what markup in a text would change. */
const skeleton = (page: string) =>
  elementsOf(page).map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`);

const payload = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));

describe('any report as a page', () => {
  it('is well-formed and ends with one newline, of a log as well', () => {
    fc.assert(
      fc.property(fc.oneof(anyReport, anyLoggedReport), (report) => {
        const page = renderHtml(report);
        expect(page).toMatch(/<\/html>\n$/);
        expect(parsePage(page).children.length).toBeGreaterThan(0);
      }),
    );
  });

  it('has the same elements and attributes, whatever strangers wrote', () => {
    fc.assert(
      fc.property(fc.oneof(anyReport, anyLoggedReport), payload, (report, written) => {
        const hostile = rewritten(report, (text) => `${text}x${written}x`);
        const harmless = rewritten(report, (text) => `${text}x${written.replace(/[<>&"']/g, '.')}x`);
        expect(skeleton(renderHtml(hostile))).toEqual(skeleton(renderHtml(harmless)));
      }),
    );
  });

  it('leads nowhere but to https, this machine and itself', () => {
    const address = fc.oneof(fc.webUrl(), fc.webUrl({ validSchemes: ['http', 'ftp'] }), payload);
    fc.assert(
      fc.property(anyReport, address, (report, url) => {
        const page = renderHtml(withUrls(report, url));
        const links = elementsOf(page).flatMap(({ attributes }) => attributes['href'] ?? []);
        expect(
          links.filter((to) => !/^(#|https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])/.test(to)),
        ).toEqual([]);
      }),
    );
  });

  it('lets no control or direction character through', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(renderHtml(report).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});

describe('markup', () => {
  it('takes a string as text, in an element and in an attribute', () => {
    expect(html`<b title="${'"><i>'}">${'<i>&'}</b>`.text).toBe(
      '<b title="&quot;&gt;&lt;i&gt;">&lt;i&gt;&amp;</b>',
    );
  });

  it('keeps what it made itself, and leaves nothing for null', () => {
    expect(html`<p>${html`<i>${'<'}</i>`}${null}${[html`a`, null, html`b`]}</p>`.text).toBe(
      '<p><i>&lt;</i>a\nb</p>',
    );
  });

  it('makes code of what stands between backquotes, and only of that', () => {
    expect(sentence('Run `a <b>`, then see A -> B.').text).toBe(
      'Run <code>a &lt;b&gt;</code>, then see A → B.',
    );
    expect(sentence('One ` alone').text).toBe('One ` alone');
  });

  it('keeps the lines of preformatted text', () => {
    expect(preformatted(['a <b>', '', 'c']).text).toBe('a &lt;b&gt;\n\nc');
    expect(preformatted(['a\u2028<b>\r<i>']).text).toBe('a &lt;b&gt; &lt;i&gt;');
  });

  it('never loses a sentence', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 5, mode: 'sentences' }), (text) => {
        expect(textOf(`<p>${sentence(text).text}</p>`)).toBe(text);
      }),
    );
  });

  it('reads an address as a browser does', () => {
    expect(safeUrl('https://app.hubspot.com/a"b')?.href).toBe('https://app.hubspot.com/a%22b');
    expect(safeUrl(' java\nscript:alert(1)')).toBeUndefined();
    expect(safeUrl('//app.hubspot.com')).toBeUndefined();
  });
});

function withUrls(report: Report, url: string): Report {
  return {
    ...report,
    causes: report.causes.map((cause) => ({ ...cause, fixes: cause.fixes.map((fix) => ({ ...fix, url })) })),
    checks: Object.fromEntries(
      Object.entries(report.checks).map(([id, check]) => [id, { ...check, docs: url }]),
    ),
  };
}
