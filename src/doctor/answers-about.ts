import { UsageError } from '../files/usage-error.ts';

/** A file of answers, and the portal that it says it is about. */
export interface AnswersAbout {
  from: string;
  portal: number;
}

/**
 * Answers about one portal say nothing about another.
 *
 * @param known the portal that is meant and the one that HubSpot says the token is of, as far as either is known; they differ where
 *   the token is of another portal, and answers may be about the one that is meant
 * @throws UsageError that names both portals
 */
export function expectAboutPortal(
  answers: readonly AnswersAbout[],
  known: readonly (number | undefined)[],
): void {
  const portals = [...new Set(known.filter((portal) => portal !== undefined))];
  const foreign = answers.find(({ portal }) => !portals.includes(portal));
  if (portals.length === 0 || !foreign) return;
  throw new UsageError(
    `${foreign.from} holds answers about portal ${foreign.portal}, and this run looks at portal ${portals.join(', meant to be ')}.`,
    { hint: 'Name the file that is about this portal, or look at the other one with its own token.' },
  );
}
