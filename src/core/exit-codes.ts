/** How a run ends, the same for every format and every command that judges. */
const ENDINGS = {
  clean: { code: 0, means: 'nothing at or above the threshold of `--fail-on`' },
  problems: { code: 1, means: 'problems found' },
  usage: { code: 2, means: 'wrong usage, or a file that cannot be read' },
  incomplete: { code: 3, means: 'something could not be told, or nothing was judged' },
  hungUp: { code: 129, means: 'ended by `SIGHUP`: the terminal was closed' },
  interrupted: { code: 130, means: 'interrupted by Ctrl-C' },
  terminated: { code: 143, means: 'ended by `SIGTERM`' },
} as const;

type Ending = keyof typeof ENDINGS;

/** What each exit code means, in the order of their numbers. */
export const EXIT_CODES: readonly { code: number; means: string }[] = Object.values(ENDINGS);

/** The number of each ending. */
export const EXIT = Object.fromEntries(
  Object.entries(ENDINGS).map(([ending, { code }]) => [ending, code]),
) as { readonly [E in Ending]: (typeof ENDINGS)[E]['code'] };
