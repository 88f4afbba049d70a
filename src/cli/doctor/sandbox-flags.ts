/**
 * The flags that `sandbox exec` hands to a `doctor` inside of it, for what no variable of its own can hold: the
 * conversation that the portal is about, and the answers of whoever sits in front of it.
 */

import type { Environment } from '../../config/sources.ts';
import { UsageError } from '../../files/usage-error.ts';

/** Holds the words as a JSON list, which needs no rules for quotes. */
export const DOCTOR_FLAGS = 'OPENCX_HUBSPOT_DOCTOR_FLAGS';

/** These name what is looked at themselves. */
const ELSEWHERE: readonly string[] = ['--sandbox', '--all-profiles'];

/**
 * The words of a command line, with those flags behind them that were not typed. A saved run is judged as it is, and a
 * doctor that is told where to look looks there.
 *
 * @throws UsageError where the variable holds no list of words
 */
export function withSandboxFlags(args: readonly string[], env: Environment): string[] {
  const handed = env[DOCTOR_FLAGS];
  const [command, next] = args.filter((word) => !word.startsWith('-'));
  const typed = new Set(args.map((word) => word.split('=', 1)[0] ?? ''));
  const isSaved = typed.has('--from') && next !== 'recheck';
  if (!handed || command !== 'doctor' || isSaved || ELSEWHERE.some((flag) => typed.has(flag)))
    return [...args];
  return [
    ...args,
    ...flagsIn(handed)
      .filter(([flag = '']) => !typed.has(flag))
      .flat(),
  ];
}

/** Each flag with its values. */
function flagsIn(handed: string): string[][] {
  const flags: string[][] = [];
  for (const word of wordsIn(handed)) {
    if (word.startsWith('--')) flags.push([word]);
    else flags.at(-1)?.push(word);
  }
  return flags;
}

function wordsIn(handed: string): string[] {
  try {
    const words: unknown = JSON.parse(handed);
    if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return words;
  } catch {}
  throw new UsageError(`${DOCTOR_FLAGS} is no JSON list of words.`, {
    hint: '`opencx-hubspot sandbox exec` sets it; unset it to look without it.',
  });
}
