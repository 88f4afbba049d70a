/** Pages as Markdown: headings, flat lists, no HTML. */
import type { Page, PageKind } from '../../core/page.ts';
import { code, ownSentence } from '../markdown/escape.ts';
import type { Block, Words } from './outline.ts';
import { outlineOf } from './outlines.ts';
import { capital } from './words.ts';

/** The address at which a page stands, seen from the one that names it; without it, a name is only told. */
export type Address = (kind: PageKind, id: string) => string;

/** Ends with a newline. */
export function renderPageMarkdown(page: Page, addressOf?: Address): string {
  const { id, calls, title, lead, parts } = outlineOf(page);
  const say = (words: Words) => inMarkdown(words, addressOf);
  const blocks = [
    `# ${code(id)}`,
    `${capital(calls)}: ${ownSentence(title)}`,
    ...lead.map(say),
    ...parts.flatMap(({ heading, blocks }) => [
      `## ${heading}`,
      ...blocks.map((block) => blockText(block, say)),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function blockText(block: Block, say: (words: Words) => string): string {
  switch (block.as) {
    case 'prose':
      return say(block.words);
    case 'list':
      return block.items.map((item) => `- ${say(item)}`).join('\n');
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${say(item)}`).join('\n');
    case 'entries':
      return block.entries
        .map(({ name, says }) => [`- ${say(name)}`, ...says.map((words) => `  ${say(words)}`)].join('\n\n'))
        .join('\n');
  }
}

function inMarkdown(words: Words, addressOf: Address | undefined): string {
  if (typeof words === 'string') return ownSentence(words);
  return words
    .map((span) => {
      if (typeof span === 'string') return ownSentence(span);
      if ('url' in span) return `<${span.url}>`;
      const name = code(span.id);
      return addressOf === undefined ? name : `[${name}](${addressOf(span.kind, span.id)})`;
    })
    .join('');
}
