/** The few shapes that the written pages are made of. */
import { ownSentence } from '../reporters/markdown/escape.ts';

export { code } from '../reporters/markdown/escape.ts';

/** Blocks with an empty line between them; ends with a newline. */
export function page(...blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** A sentence, commands between backticks; or what is Markdown already, such as links. */
export type Cell = string | { markdown: string };

/** '' where there is no row. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map((cells) => line(cells.map(cell)))].join(
    '\n',
  );
}

/** A bar parts the cells also where it stands in code. */
function cell(content: Cell): string {
  return (typeof content === 'string' ? ownSentence(content) : content.markdown)
    .replace(/(?<!\\)\|/g, '\\|')
    .replaceAll('\n', ' ');
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

export function commandLines(lines: readonly string[]): string {
  return ['```', ...lines, '```'].join('\n');
}

export function link(text: string, address: string): string {
  return `[${text}](${address})`;
}

/** As the beginning of a sentence. */
export { capital } from '../reporters/pages/words.ts';
