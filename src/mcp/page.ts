/** What texts that are laid out for people are drawn on for an agent: wide, so that few lines break, and plain. */
export const PAGE = { width: 120, color: false, ascii: false } as const;

/** The beginning of a text, in whole lines, with how many more there are and how to see less or more of it. */
export function cutToLines(text: string, mostBytes: number, hint: string): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  const lines = text.trimEnd().split('\n');
  let size = 0;
  const kept = lines.filter((line) => {
    size += Buffer.byteLength(line) + 1;
    return size <= mostBytes;
  });
  return [...kept, `… and ${lines.length - kept.length} more lines: ${hint}`].join('\n');
}
