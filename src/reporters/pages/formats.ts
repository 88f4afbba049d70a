import type { CatalogueFormat } from '../../core/formats.ts';
import type { Page } from '../../core/page.ts';
import { jsonText } from '../../redact/printable.ts';
import type { SheetOptions } from '../layout.ts';
import { renderPageInBrief } from './brief.ts';
import { renderPageMarkdown } from './markdown.ts';
import { renderPageText } from './text.ts';
import { KIND_WORDS } from './words.ts';

type Render = (page: Page, others: readonly Page[], options: SheetOptions) => string;

const FORMATS: Readonly<Record<CatalogueFormat, Render>> = {
  text: (page, others, options) => renderPageText(page, options, alsoSentence(others)),
  brief: (page, others) => renderPageInBrief(page, alsoSentence(others)),
  markdown: (page) => renderPageMarkdown(page),
  json: (page, others) =>
    `${jsonText({ schemaVersion: 1, page, also: others.map(({ kind, id }) => ({ kind, id })) }, 2)}\n`,
};

/**
 * The first of the pages that a word stands for, with a sentence that names the others. Ends with a newline.
 *
 * @param pages at least one
 */
export function renderPages(pages: readonly Page[], format: CatalogueFormat, options: SheetOptions): string {
  const [page, ...others] = pages;
  if (page === undefined) throw new Error('There is no page to print.');
  return FORMATS[format](page, others, options);
}

function alsoSentence(others: readonly Page[]): string | undefined {
  if (others.length === 0) return undefined;
  const told = others.map(
    ({ kind, id }) => `a ${KIND_WORDS[kind]} (\`opencx-hubspot checks ${kind}/${id}\`)`,
  );
  return `The same word also names ${told.join(' and ')}.`;
}
