import { printable } from '../../redact/printable.ts';

/** Breaks a word for whoever turns words into links, and is not seen. */
const UNSEEN = '\u200B';

/**
 * Text that Markdown only shows, in a paragraph, a list or a cell of a table: names and messages that strangers wrote
 * make no link, image, mention or HTML, and no second cell or line.
 *
 * A backslash is not enough for `@name`, `#12` and bare addresses: GitHub, GitLab and Slack look for those in the
 * finished text, where the backslash is gone. An unseen character goes between their parts instead.
 */
export function escaped(text: string): string {
  return withoutReferences(withoutMarkup(printable(text)));
}

function withoutMarkup(text: string): string {
  return (
    text
      .replace(/[\\`*~|[\]$]/g, '\\$&')
      // Within a word an underscore means nothing, and names of properties and scopes should stay readable.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/&(?=[#\w])/g, '&amp;')
      .replaceAll('<', '&lt;')
      // At its beginning: a heading, a quotation, a list.
      .replace(/^[#>+=-]/, '\\$&')
      .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
  );
}

function withoutReferences(text: string): string {
  return text
    .replace(/@(?=\S)/g, `@${UNSEEN}`)
    .replace(/[#!](?=\d)/g, `$&${UNSEEN}`)
    .replace(/\bGH-(?=\d)/gi, `$&${UNSEEN}`)
    .replace(/:(?=\/\/)/g, `:${UNSEEN}`)
    .replace(/\bwww(?=\.)/gi, `www${UNSEEN}`);
}

/** A word of ours, or a command, as it is typed. */
export function code(text: string): string {
  const shown = printable(text);
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const gap = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${gap}${shown}${gap}${fence}`;
}

/** A sentence of ours, in which a command stands between backticks and is to be copied. */
export function sentence(text: string): string {
  const commands = [...printable(text).matchAll(/`([^`]+)`/g)].map(([, command = '']) => code(command));
  return escaped(text).replace(/\\`[^`]+\\`/g, (span) => commands.shift() ?? span);
}

/** A sentence that holds nothing of strangers: commands are set as code, addresses stay addresses. */
export function ownSentence(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((span) => (/^`[^`]+`$/.test(span) ? span : withoutMarkup(span)))
    .join('');
}

/** Ids in a row, each as code. */
export function codes(ids: readonly string[]): string {
  return ids.map(code).join(', ');
}

/** An address to follow, shown as it is; what is no web address is only text. */
export function link(url: string): string {
  return /^https?:\/\/[^\s<>|]+$/.test(url) ? `<${url}>` : escaped(url);
}
