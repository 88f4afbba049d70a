/** What becomes of a text between the one who wrote it and the one who reads it. */
import fc from 'fast-check';

type Damage = (text: string) => string;

/** Each by itself leaves every answer where it can be found. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  'Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
  'a byte order mark': (text) => `\ufeff${text}`,
  'blanks that do not break': (text) => text.replaceAll(/(?<=\S) (?=\S)/g, '\u00a0'),
  'curly quotes': (text) => text.replaceAll(/"([^"\n]*)"/g, '\u201c$1\u201d').replaceAll("'", '\u2019'),
  'a quotation': (text) => text.replaceAll(/^/gm, '> '),
  'a quotation in a quotation': (text) => text.replaceAll(/^/gm, '>> '),
  'no blanks at the ends of lines': (text) => text.replaceAll(/ +$/gm, ''),
  'no indentation': (text) => text.replaceAll(/^ +/gm, ''),
  'an indentation': (text) => text.replaceAll(/^/gm, '    '),
  'wrapped lines': (text) =>
    text
      .split('\n')
      .map((line) => wrapped(line, 72))
      .join('\n'),
  'a mail around it': (text) =>
    `Hello,\n\nsee below.\n\nBest regards,\nAnn\n\nOn Monday, 30 November 2026 at 10:00, Jo wrote:\n${text}\n-- \nAnn Admin\nhttps://www.example.test`,
  'signs that nobody sees': (text) => text.replaceAll(':', ':\u200b'),
  'boxes on one line': (text) => text.replaceAll(/\n+- \[/g, ' ['),
  'signs of Markdown written out': (text) => text.replaceAll(/[[\]*_#]/g, '\\$&'),
  'blank lines between all lines': (text) => text.replaceAll('\n', '\n\n'),
};

function wrapped(line: string, most: number): string {
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Some of them, one after the other; the mail around it comes first, since it is written first. */
export const someDamage: fc.Arbitrary<{ names: string[]; damage: Damage }> = fc
  .subarray(Object.keys(DAMAGES))
  .map((names) => ({
    names,
    damage: (text) => names.reduce((spoilt, name) => DAMAGES[name]?.(spoilt) ?? spoilt, text),
  }));
