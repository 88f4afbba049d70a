import { escape as escapeMarkup } from 'html-escaper';
import { indented, printable } from './layout.ts';

export type Attributes = Readonly<Record<string, string | number>>;

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/**
 * Text as XML 1.0 holds it. What the standard forbids (control characters, halves of surrogate pairs, U+FFFE and
 * U+FFFF) is among the characters that `printable` turns into blanks.
 */
function xmlText(text: string): string {
  return escapeMarkup(printable(text));
}

function openTag(name: string, attributes: Attributes): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  return `<${name}${pairs.join('')}`;
}

/** An element with others inside, one entry for each line. */
export function element(name: string, attributes: Attributes, content: readonly string[] = []): string[] {
  const start = openTag(name, attributes);
  return content.length === 0 ? [`${start}/>`] : [`${start}>`, ...indented(content, 2), `</${name}>`];
}

/** An element that holds lines of text; they are kept as they are, so they stay in one entry. */
export function textElement(name: string, attributes: Attributes, lines: readonly string[]): string[] {
  const start = openTag(name, attributes);
  if (lines.length === 0) return [`${start}/>`];
  return [`${start}>${lines.map(xmlText).join('\n')}</${name}>`];
}
