import type { Status } from '../core/verdict.ts';

/** The signs that a text report draws with. Each is one column wide and never stands without a word beside it. */
export interface SymbolTable {
  status: Readonly<Record<Status, string>>;
  /** Between parts of one line. */
  dot: string;
  /** Between a name and what is said of it. */
  dash: string;
  /** How much, in a chart of one line: the first stands for nothing, the last for the most. */
  levels: readonly string[];
  /** A sentence of ours as this table writes it. */
  spell(sentence: string): string;
}

export const UNICODE_SYMBOLS: SymbolTable = {
  status: {
    pass: '✓',
    warn: '!',
    fail: '✗',
    unknown: '?',
    blocked: '⊘',
    manual: '…',
    na: '-',
    crash: '✗',
  },
  dot: '·',
  dash: '—',
  levels: [...'·▁▂▃▄▅▆▇█'],
  spell: (sentence) => sentence,
};

/** For terminals and logs that show nothing beyond ASCII. */
export const ASCII_SYMBOLS: SymbolTable = {
  status: {
    pass: '+',
    warn: '!',
    fail: 'x',
    unknown: '?',
    blocked: '#',
    manual: '.',
    na: '-',
    crash: 'x',
  },
  dot: '|',
  dash: '-',
  levels: [...'.:-=+*#%@'],
  spell: asciiSpelling,
};

/** Typographic signs of the report's own sentences, and of what HubSpot and OpenCX call their screens. */
const SPELLINGS: readonly (readonly [signs: RegExp, ascii: string])[] = [
  [/…/g, '...'],
  [/[‐‑–—−]/g, '-'],
  [/[‘’]/g, "'"],
  [/[“”„]/g, '"'],
  [/→/g, '->'],
  [/←/g, '<-'],
  [/[·•]/g, '|'],
];

/** Letters stay as they are: a name with its letters taken out names nobody. */
function asciiSpelling(sentence: string): string {
  return SPELLINGS.reduce((text, [signs, ascii]) => text.replace(signs, ascii), sentence);
}
