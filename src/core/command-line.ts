/** The words of one of our commands as a line that a shell reads back as the same words, ready to be pasted. */
export function commandLine(words: readonly string[]): string {
  return ['opencx-hubspot', ...words].map(quoted).join(' ');
}

/** As a shell takes it for one word. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
