/** A page in a few lines, for whoever pays by the word: what it is, who acts, the shortest way, what to look up next. */
import type { Page } from '../../core/page.ts';
import { printable } from '../../redact/printable.ts';
import { outlineOf } from './outlines.ts';
import { plain } from './text.ts';

/**
 * Ends with a newline.
 *
 * @param closing said beneath it all
 */
export function renderPageInBrief(page: Page, closing?: string): string {
  const { id, calls, title, lead, parts } = outlineOf(page);
  const lines = [
    `${id} (${calls}): ${title}`,
    ...lead.map(plain),
    ...parts.flatMap(({ heading, brief }) => (brief === undefined ? [] : [`${heading}: ${plain(brief)}`])),
    ...(closing === undefined ? [] : [closing]),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
