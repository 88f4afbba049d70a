import type { TokenFault } from '../core/token.ts';

/** A pasted text without what came with it by mistake. */
export interface Pasted {
  text: string;
  faults: TokenFault[];
}

/** Zero-width and other format characters, byte order mark, no-break spaces, control characters. */
const INVISIBLE = /[\p{Cf}\u00a0\u2007\u202f]|(?!\s)\p{Cc}/gu;
const QUOTES = '["\'`´“”„‟‘’‚‛«»‹›]+';

/** What can lie around a token, in any order and more than once: `"Bearer pat-…" `. */
const WRAPPINGS: readonly { fault: TokenFault; pattern: RegExp }[] = [
  { fault: 'bearer-prefix', pattern: /^(?:authorization\s*[:=]\s*)?bearer\s*:?\s*/i },
  { fault: 'quotes', pattern: new RegExp(`^${QUOTES}|${QUOTES}$`, 'g') },
  { fault: 'blanks', pattern: /^\s+|\s+$/g },
];

/** Takes away what pasting adds: stray `Bearer`, quotes, blanks (inside too: no token has one), invisible characters. */
export function stripPasteFaults(value: string): Pasted {
  const found = new Set<TokenFault>();
  const without = (text: string, fault: TokenFault, pattern: RegExp) => {
    const rest = text.replace(pattern, '');
    if (rest !== text) found.add(fault);
    return rest;
  };

  let text = without(value, 'invisible-characters', INVISIBLE);
  let before: string;
  do {
    before = text;
    for (const { fault, pattern } of WRAPPINGS) text = without(text, fault, pattern);
  } while (text !== before);
  text = without(text, 'blanks', /\s+/g);

  return { text, faults: [...found] };
}
