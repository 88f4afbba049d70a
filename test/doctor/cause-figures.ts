/** How what was found agrees with what was injected, counted for the proof. */
import { CHECKS } from '../../checks/index.ts';
import type { Report } from '../../src/core/report.ts';
import { figure } from '../support/figure.ts';

export interface Agreement {
  isFirst: boolean;
  /** Injected, and neither found nor out of sight: every check that could find it passes. */
  missed: string[];
  /** Injected, and out of sight: what finds it could not look, or has found something else in its place. */
  hidden: string[];
  /** Found, injected by nobody, and following from nothing that was; what is only possible accuses nobody. */
  falselyAccused: string[];
}

/**
 * @param row of the proof's page, in which it is counted
 * @param expected the causes that each fault documents, its own first, and what is so beside them
 */
export function agreement(
  row: string,
  { causes, checks }: Report,
  { injected, follows = [] }: { injected: readonly (readonly string[])[]; follows?: readonly string[] },
): Agreement {
  const documented = [...injected.flat(), ...follows];
  const own = injected.flatMap(([first]) => first ?? []);
  const found = causes.map(({ id }) => id);
  const unfound = [...new Set(own)].filter((id) => !found.includes(id));
  const missed = unfound.filter((id) => finders(id).every((check) => checks[check]?.status === 'pass'));
  const hidden = unfound.filter((id) => !missed.includes(id));
  const falselyAccused = causes
    .filter(({ confidence }) => confidence !== 'possible')
    .filter(({ id, followsFrom }) => ![id, followsFrom].some((one) => one && documented.includes(one)))
    .map(({ id }) => id);
  const isFirst = documented.includes(found[0] ?? '');
  figure(row, {
    tried: 1,
    'found first': isFirst ? 1 : 0,
    'all found': unfound.length === 0 ? 1 : 0,
    'hidden by the other': hidden.length > 0 ? 1 : 0,
    missed: missed.length > 0 ? 1 : 0,
    'falsely accused': falselyAccused.length > 0 ? 1 : 0,
  });
  return { isFirst, missed, hidden, falselyAccused };
}

function finders(cause: string): string[] {
  return CHECKS.filter(({ causes }) => causes.some((id) => id === cause)).map(({ id }) => id);
}
