import { isVariable } from '../core/stand-ins.ts';
import type { TokenFault } from '../core/token.ts';
import { APP_TOKEN, HUBLET } from './app-token.ts';

/** A pasted text without what came with it by mistake. */
export interface Pasted {
  text: string;
  faults: TokenFault[];
}

/** What word processors and chats write for a hyphen. */
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const QUOTES = '["\'`´“”„‟‘’‚‛«»‹›]+';
/** Of a variable, a header or a member of JSON: `HUBSPOT_ACCESS_TOKEN=`, `"token": `. The value may end with `==`. */
const NAME = /^["']?[A-Za-z_][\w.-]{0,63}["']?\s*[:=]\s*(?=[^\s=])/;

interface Wrapping {
  fault: TokenFault;
  pattern: RegExp;
  /** What of the match stays. */
  keep?: string;
}

/** What can lie around a token, in any order and more than once: `"Bearer pat-…" `. */
const WRAPPINGS: readonly Wrapping[] = [
  { fault: 'bearer-prefix', pattern: /^(?:authorization\s*[:=]\s*)?bearer\s*:?\s*/i },
  { fault: 'quotes', pattern: new RegExp(`^${QUOTES}|${QUOTES}$`, 'g') },
  { fault: 'blanks', pattern: /^\s+|\s+$/g },
  { fault: 'other-text', pattern: /^(?:export|set|setx|-H|--header)\s+|^\$env:(?=\w+\s*=)/i },
  { fault: 'other-text', pattern: NAME },
  { fault: 'other-text', pattern: /^\{(?!\{)([\s\S]*)\}$/, keep: '$1' },
  { fault: 'other-text', pattern: /^[<[(](pat-[^<>[\]()]*)[>\])]$/i, keep: '$1' },
  { fault: 'other-text', pattern: /[,;]+$/ },
];

/**
 * Words before and behind a token, when nothing is left that is known: `Token pat-…`, `Basic pat-…`, `pat-… (main app)`. What
 * stands behind a whole token and holds another one stays, for then nobody can say which one is meant.
 */
const WORDS: readonly Wrapping[] = [
  {
    fault: 'other-text',
    pattern: new RegExp(`^[\\s\\S]*?(?<![A-Za-z0-9-])(?=pat-${HUBLET}-[0-9a-f]{8}-)`, 'i'),
  },
  {
    fault: 'other-text',
    pattern: new RegExp(`^(${APP_TOKEN})(?![A-Za-z0-9-])(?:(?!pat-)[\\s\\S])+$`, 'i'),
    keep: '$1',
  },
];

/** Takes away what pasting adds: stray `Bearer`, quotes, names, blanks (inside too: no token has one), invisible characters. */
export function stripPasteFaults(value: string): Pasted {
  const found = new Set<TokenFault>();
  const change = (text: string, fault: TokenFault, pattern: RegExp, by = '') => {
    const rest = text.replace(pattern, by);
    if (rest !== text) found.add(fault);
    return rest;
  };

  // Zero-width and other format characters, byte order mark, no-break spaces, control characters.
  const invisible = /[\p{Cf}\u00a0\u2007\u202f]|(?!\s)\p{Cc}/gu;
  let text = change(withoutSpaceAtEnds(value), 'invisible-characters', invisible);
  text = change(text, 'unicode-dashes', DASHES, '-');
  const unwrap = (wrappings: readonly Wrapping[]) => {
    const before = text;
    for (const { fault, pattern, keep } of wrappings) {
      if (!isVariable(text)) text = change(text, fault, pattern, keep);
    }
    return text !== before;
  };
  while (unwrap(WRAPPINGS) || unwrap(WORDS));
  if (!isVariable(text)) text = change(text, 'blanks', /\s+/g);

  return { text, faults: [...found] };
}

/** Editors, shells and forms add it and take it away without a word, so it is no fault. */
export function withoutSpaceAtEnds(value: string): string {
  return value.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
}
