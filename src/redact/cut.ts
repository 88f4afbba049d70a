/** A text cut to so many characters, between words: half a secret would not be known as one. */
export function cutBetweenWords(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most + 1).replace(/\s*\S*$/, '');
}
