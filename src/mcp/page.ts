/** What texts that are laid out for people are drawn on for an agent: wide, so that few lines break, and plain. */
export const PAGE = { width: 120, color: false, ascii: false } as const;

/** Bytes that a text of its own may take: 1,000 tokens of four. */
const MOST_BYTES = 4_000;

/** The beginning of a text, in whole lines, with how many more there are and how to see less or more of it. */
export function cutToLines(text: string, hint: string): string {
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  const lines = text.trimEnd().split('\n');
  let size = 0;
  const kept = lines.filter((line) => {
    size += Buffer.byteLength(line) + 1;
    return size <= MOST_BYTES;
  });
  return [...kept, `… and ${lines.length - kept.length} more lines: ${hint}`].join('\n');
}
