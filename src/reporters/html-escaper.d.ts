declare module 'html-escaper' {
  /** `&`, `<`, `>`, `'` and `"` as entities; safe in text and in quoted attributes. */
  const escapeMarkup: (text: string) => string;

  const unescapeMarkup: (text: string) => string;

  export { escapeMarkup as escape, unescapeMarkup as unescape };
}
