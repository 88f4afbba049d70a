/** What is checked, in brief: a line for each check. */
import type { CauseDefinition } from '../../core/cause.ts';
import type { Check } from '../../core/check.ts';
import { PARTY_NAMES } from '../words.ts';
import { wholeLine } from './lines.ts';

/** What each claims. Ends with a newline. */
export function renderChecksBrief(checks: readonly Check[]): string {
  return `${checks.map(({ id, title }) => wholeLine(`${id}: ${title}`)).join('\n')}\n`;
}

/** One check: what it looks at and why, and what it can find, with who acts on it. Ends with a newline. */
export function renderCheckBrief(
  { id, title, about, causes: ids, docs }: Check,
  causes: Readonly<Record<string, CauseDefinition>>,
): string {
  const lines = [
    `check ${id}: ${title}`,
    about,
    ...ids
      .flatMap((cause) => causes[cause] ?? [])
      .map((cause) => `can find ${cause.id} (${PARTY_NAMES[cause.owner]}): ${cause.title({})}`),
    `docs: ${docs}`,
  ];
  return `${lines.map(wholeLine).join('\n')}\n`;
}
