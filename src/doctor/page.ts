/**
 * What the OpenCX troubleshooting page states, statement by statement, each with what stands for it here: for
 * `checks --coverage`, and for whoever wants to know what of the page no tool can tell.
 */
import { TROUBLESHOOTING_PAGE, troubleshooting } from '../core/docs.ts';

/** What stands for one statement of the page. At least one of checks, questions and `cannot` is there. */
export interface CoveredStep {
  /** The kind of statement and a count within the section, from 1: `cause 2`. */
  place: string;
  /** The statement in words of our own. */
  says: string;
  checks?: readonly string[];
  /** What a person is asked: a fact with a question, or one of which something is said where nobody gave it. */
  questions?: readonly string[];
  /** Why nothing here can tell it, or this part of it. */
  cannot?: string;
}

/** One section of the page. Several steps may stand for one statement, and none of its statements is left out. */
export interface PageSection {
  /** null where the page gives it no anchor. */
  anchor: string | null;
  title: string;
  symptom?: string;
  /** How many statements of each kind the section holds, counted on the page. */
  holds: Readonly<Record<string, number>>;
  steps: readonly CoveredStep[];
}

/** The sections in the order of the page. */
export async function readPage(): Promise<readonly PageSection[]> {
  const { default: sections } = await import('../../fixtures/page/troubleshooting.json', {
    with: { type: 'json' },
  });
  // The union of the literal types of a JSON module says for each key of one section that others lack it.
  return sections as unknown as readonly PageSection[];
}

/** Address of a section. */
export function addressOf({ anchor }: PageSection): string {
  return anchor === null ? TROUBLESHOOTING_PAGE : troubleshooting(anchor);
}
