/**
 * What a page says and in which order, before it is drawn: for a terminal, as Markdown, or in a few lines. A page says
 * the same in each; a new format draws these parts, a new kind of page is put into them.
 */
import type { PageKind, PageLikeness } from '../../core/page.ts';

/** A word of a sentence that is more than a word: another page by its name, or an address. */
export type Span = { kind: PageKind; id: string } | { url: string };

/** A sentence; commands in it stand between backticks. */
export type Words = string | readonly (string | Span)[];

export type Block =
  | { as: 'prose'; words: Words }
  | { as: 'list' | 'steps'; items: readonly Words[] }
  /** Names with what is said of each, a paragraph an element. */
  | { as: 'entries'; entries: readonly { name: Words; says: readonly Words[] }[] };

export interface Part {
  heading: string;
  blocks: readonly Block[];
  /** In the place of `blocks` where a screen has no room for all of them. */
  onScreen?: readonly Block[];
  /** It belongs to what is said even where there is room for a few lines alone. */
  brief?: Words;
}

export interface Outline {
  kind: PageKind;
  id: string;
  /** What it is, in the words of the field: `a cause`. */
  calls: string;
  title: string;
  /** Right beneath the title. */
  lead: readonly Words[];
  parts: readonly Part[];
}

export const prose = (words: Words): Block => ({ as: 'prose', words });
export const list = (items: readonly Words[]): Block => ({ as: 'list', items });
export const steps = (items: readonly Words[]): Block => ({ as: 'steps', items });
export const entries = (items: readonly { name: Words; says: readonly Words[] }[]): Block => ({
  as: 'entries',
  entries: items,
});

/** A part, or none where it would hold nothing. */
export function part(
  heading: string,
  blocks: readonly Block[],
  more: Pick<Part, 'brief' | 'onScreen'> = {},
): Part[] {
  const filled = blocks.filter((block) => size(block) > 0);
  return filled.length === 0 ? [] : [{ heading, blocks: filled, ...more }];
}

function size(block: Block): number {
  if (block.as === 'prose') return block.words.length;
  return block.as === 'entries' ? block.entries.length : block.items.length;
}

/** The names of pages in a row, with commas between. */
export function row(kind: PageKind, pages: readonly { id: string }[]): (string | Span)[] {
  return pages.flatMap(({ id }, index): (string | Span)[] =>
    index === 0 ? [{ kind, id }] : [', ', { kind, id }],
  );
}

/** `id: title`, the id leading to its page. */
export function withTitle(kind: PageKind, { id, title }: { id: string; title: string }): Words {
  return [{ kind, id }, `: ${title}`];
}

/** What is taken for it, each with what differs and what it is. */
export function likenessPart(kind: PageKind, unlike: readonly PageLikeness[]): Part[] {
  const items = unlike.map(({ id, differs }): Words => [{ kind, id }, `: ${differs}`]);
  return part('What looks alike', [list(items)], { brief: row(kind, unlike) });
}

/** A part that is a command to type. */
export function commandPart(heading: string, command: string): Part[] {
  const words = `\`${command}\``;
  return part(heading, [prose(words)], { brief: words });
}
