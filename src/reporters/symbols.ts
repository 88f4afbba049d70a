import type { Status } from '../core/verdict.ts';

/** The signs that a text report draws with. Each is one column wide and never stands without a word beside it. */
export interface SymbolTable {
  status: Readonly<Record<Status, string>>;
  /** Between parts of one line. */
  dot: string;
  /** Between a name and what is said of it. */
  dash: string;
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
};
