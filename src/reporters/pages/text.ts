/** Pages for a terminal. */
import type { Page } from '../../core/page.ts';
import {
  behind,
  indented,
  inset,
  openSheet,
  outdented,
  prose,
  type Sheet,
  type SheetOptions,
} from '../layout.ts';
import { stepLines } from '../text/steps.ts';
import type { Block, Outline, Words } from './outline.ts';
import { outlineOf } from './outlines.ts';

/**
 * Ends with a newline.
 *
 * @param closing said beneath it all
 */
export function renderPageText(page: Page, options: SheetOptions, closing?: string): string {
  const sheet = openSheet(options);
  const { id, calls, title, lead, parts }: Outline = outlineOf(page);
  const blocks = [
    [...prose(sheet, `${id} (${calls})`, sheet.chalk.bold), ...prose(sheet, title)],
    ...lead.map((words) => prose(sheet, plain(words))),
    ...parts.map(({ heading, blocks, onScreen = blocks }) => [
      ...prose(sheet, heading, sheet.chalk.bold),
      ...indented(
        onScreen.flatMap((block) => blockLines(inset(sheet, 2), block)),
        2,
      ),
    ]),
    ...(closing === undefined ? [] : [prose(sheet, closing)]),
  ];
  return `${blocks.map((lines) => outdented(sheet, lines).join('\n')).join('\n\n')}\n`;
}

function blockLines(sheet: Sheet, block: Block): string[] {
  switch (block.as) {
    case 'prose':
      return prose(sheet, plain(block.words));
    case 'list':
      return block.items.flatMap((item) => behind(sheet.symbols.dot, 2, prose(inset(sheet, 2), plain(item))));
    case 'steps':
      return indented(stepLines(inset(sheet, 2), block.items.map(plain)), 2);
    case 'entries':
      return block.entries.flatMap(({ name, says }) => [
        ...prose(sheet, plain(name)),
        ...indented(
          says.flatMap((words) => prose(inset(sheet, 2), plain(words))),
          2,
        ),
      ]);
  }
}

/** Pages and addresses by their names. */
export function plain(words: Words): string {
  if (typeof words === 'string') return words;
  return words.map((span) => (typeof span === 'string' ? span : 'url' in span ? span.url : span.id)).join('');
}
