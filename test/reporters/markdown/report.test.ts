import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../src/redact/printable.ts';
import { code, escaped, link } from '../../../src/reporters/markdown/escape.ts';
import { renderMarkdown } from '../../../src/reporters/markdown/report.ts';
import { anyReport } from '../arbitrary.ts';
import { check, report } from '../build.ts';
import { accepted, oneCause, wholeRun } from '../samples.ts';

const UNSEEN = '\u200B';

/** Inline text as a reader sees it: backslashes and entities undone, unseen characters taken out. */
function seen(markdown: string): string {
  return markdown
    .replaceAll(UNSEEN, '')
    .replace(/\\([!-/:-@[-`{-~])|&lt;|&amp;/g, (whole, sign: string | undefined) => {
      if (sign !== undefined) return sign;
      return whole === '&lt;' ? '<' : '&';
    });
}

/** The cells of a row, split where no backslash stands before the bar. */
function cellsOf(row: string): string[] {
  const inner = row.slice(1, -1).match(/(?:\\.|[^|\\])*(?:\||$)/gs) ?? [];
  return inner.slice(0, -1).map((cell) => cell.replace(/\|$/, '').trim());
}

/** What is left when code and links of ours are taken out. */
const withoutOurs = (markdown: string) =>
  markdown.replace(/(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)/g, 'CODE').replace(/<https?:\/\/[^\s<>|]+>/g, 'LINK');

describe('a report as Markdown', () => {
  it('shows every check in full', () => {
    const text = renderMarkdown(oneCause, { full: true });
    for (const id of Object.keys(oneCause.checks))
      expect(text).toMatch(new RegExp(`^\\| \\w+ \\| \`${id}\``, 'm'));
    for (const key of Object.keys(oneCause.evidence)) expect(text).toContain(`- ${key}: `);
  });

  it('begins with the verdict and says who fixes what, where', () => {
    const text = renderMarkdown(oneCause);
    expect(text).toMatch(/^\*\*PROBLEMS\*\* 1 cause, owners-scope-missing \(HubSpot admin\) · /);
    expect(text).toContain('`owners-scope-missing` · confirmed · a HubSpot admin can fix it');
    expect(text).toContain(
      'Where: HubSpot: Settings -> Integrations -> Legacy Apps -> your app -> Scopes <https://app-eu1.hubspot.com/legacy-apps/7700001/88/scopes>',
    );
  });

  it('counts the causes in their heading', () => {
    expect(renderMarkdown(oneCause)).toContain('\n\n### Cause\n\n#### 1. ');
    expect(renderMarkdown(wholeRun)).toContain('\n\n### Causes, most likely first\n\n#### 1. ');
  });

  it('folds passes into one line and lists what is no pass in a table', () => {
    const text = renderMarkdown(wholeRun);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.slice(2).map((row) => cellsOf(row).slice(0, 2))).toEqual([
      ['warn', '`handoff/ticket-close`'],
      ['fail', '`replies/public`'],
    ]);
    expect(text).toMatch(new RegExp(`^- ${wholeRun.summary.pass} pass: \`token/format\`, `, 'm'));
    expect(text).toContain('- Does Settings, CRMs show HubSpot as connected? (`crm/connection`)');
  });

  it('shows that a failure is accepted, and which suppressions do nothing', () => {
    const text = renderMarkdown(accepted);
    expect(text).toContain('Accepted until 2026-12-31: a pilot with two reps');
    expect(text).toMatch(/^- token\/accepted: the suppression expired after 2026-11-01/m);
    expect(text).toMatch(/^- webhooks\/paused: the suppression is not needed/m);
  });
});

describe('what strangers wrote', () => {
  it.each([
    ['[the form](https://evil.test)', `\\[the form\\](https:${UNSEEN}//evil.test)`],
    ['![](https://evil.test/pixel)', `!\\[\\](https:${UNSEEN}//evil.test/pixel)`],
    ['see www.evil.test', `see www${UNSEEN}.evil.test`],
    ['@octocat, <!channel>, <@U1>', `@${UNSEEN}octocat, &lt;!channel>, &lt;@${UNSEEN}U1>`],
    ['ana@example.test', `ana@${UNSEEN}example.test`],
    ['closes #12 and GH-7', `closes #${UNSEEN}12 and GH-${UNSEEN}7`],
    ['<img src=x onerror=y>', '&lt;img src=x onerror=y>'],
    ['&#64;octocat &amp; R&D', `&amp;#${UNSEEN}64;octocat &amp;amp; R&amp;D`],
    ['a | b \\| c\\', 'a \\| b \\\\\\| c\\\\'],
    ['one\r\n\ntwo\u2028three', 'one two three'],
    ['**b** _i_ ~~s~~ `c` $m$', '\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\`c\\` \\$m\\$'],
    ['hs_pipeline_stage', 'hs_pipeline_stage'],
    ['# big', '\\# big'],
    ['> quoted', '\\> quoted'],
    ['- item', '\\- item'],
    ['1. first', '1\\. first'],
    ['1.2 s', '1.2 s'],
  ])('is only shown: %s', (text, markdown) => {
    expect(escaped(text)).toBe(markdown);
  });

  it('is read as it was written', () => {
    const signs = fc.constantFrom(...'\\`*_[]()<>#+-.!|~&@:/$^ '.split(''), 'a', '1', 'www', 'amp;', '\n');
    const awkward = fc.oneof(
      fc.array(signs, { maxLength: 20 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(awkward, (text) => {
        expect(seen(escaped(text))).toBe(printable(text));
        const checks = [check('token/format', 'fail', text, { source: 'live' })];
        const rows = renderMarkdown(report({ status: 'problems', checks }))
          .split('\n')
          .filter((line) => line.startsWith('| fail'));
        expect(rows.map((row) => cellsOf(row).map(seen))).toEqual([
          ['fail', '`token/format`', printable(text), 'live'],
        ]);
      }),
    );
  });

  it.each([
    ['opencx-hubspot retest', '`opencx-hubspot retest`'],
    ['echo `date`', '`` echo `date` ``'],
  ])('stays whole as a command: %s', (command, markdown) => {
    expect(code(command)).toBe(markdown);
  });

  it.each([
    ['https://app.hubspot.com/x?a=1&b=2', '<https://app.hubspot.com/x?a=1&b=2>'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['https://evil.test/> <img>', `https:${UNSEEN}//evil.test/> &lt;img>`],
  ])('is a link only where it is a web address: %s', (url, markdown) => {
    expect(link(url)).toBe(markdown);
  });
});

describe('any report as Markdown', () => {
  const always = (statement: (text: string) => void) =>
    fc.assert(
      fc.property(anyReport, fc.boolean(), (sample, full) => statement(renderMarkdown(sample, { full }))),
    );

  it('has tables whose rows all have the same cells', () => {
    always((text) => {
      for (const table of text
        .trimEnd()
        .split('\n\n')
        .filter((block) => block.startsWith('| '))) {
        const counts = table.split('\n').map((row) => cellsOf(row).length);
        expect(new Set(counts).size).toBe(1);
      }
    });
  });

  it('has no link, image, mention, reference or HTML but our own links', () => {
    always((text) => {
      const rest = withoutOurs(text);
      expect(rest).not.toMatch(/(?<!\\)(\\\\)*[[\]`<]/);
      expect(rest).not.toMatch(/@[^\s\u200B]/);
      expect(rest).not.toMatch(/:\/\/|\bwww\.|[#!]\d/i);
    });
  });

  it('has only lines that begin as we begin them', () => {
    always((text) => {
      const lines = text.split('\n').filter((line) => /^(?:[#>+*=~-]|\d+[.)](?:\s|$))/.test(line));
      const ours =
        /^(?:#{3} [A-Z]|#{4} \d+\. |- |\d+\. |\*\*(?:HEALTHY|OPEN|WARNINGS|PROBLEMS|INCOMPLETE|Fix:|Run:|Wait:|Or:)\*\*)/;
      expect(lines.filter((line) => !ours.test(line))).toEqual([]);
    });
  });

  it('begins with the verdict and ends with one newline', () => {
    always((text) => {
      expect(text).toMatch(/^\*\*(HEALTHY|OPEN|WARNINGS|PROBLEMS|INCOMPLETE)\*\* \S/);
      expect(text).toMatch(/[^\n]\n$/);
    });
  });
});
