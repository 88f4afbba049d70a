/**
 * What the OpenCX troubleshooting page states, statement by statement, each with what stands for it here: for
 * `checks --coverage`, and for whoever wants to know what of the page no tool can tell.
 */
import { CHECKS } from '../../checks/index.ts';
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
  /** Checks that belong to the section and stand for none of its statements alone. */
  further: readonly string[];
}

/** The sections in the order of the page. */
export async function readPage(): Promise<readonly PageSection[]> {
  const { default: sections } = await import('../../fixtures/page/troubleshooting.json', {
    with: { type: 'json' },
  });
  // The union of the literal types of a JSON module says for each key of one section that others lack it.
  return (sections as unknown as readonly Omit<PageSection, 'further'>[]).map((section) => ({
    ...section,
    further: furtherChecks(section),
  }));
}

function furtherChecks({ anchor, symptom, steps }: Omit<PageSection, 'further'>): string[] {
  const named = new Set(steps.flatMap(({ checks = [] }) => checks));
  const belongs = ({ docs, symptoms }: (typeof CHECKS)[number]) =>
    (anchor !== null && docs === troubleshooting(anchor)) ||
    (symptom !== undefined && symptoms !== 'every' && symptoms?.includes(symptom));
  return CHECKS.filter((check) => belongs(check) && !named.has(check.id)).map(({ id }) => id);
}

/** Address of a section. */
export function addressOf({ anchor }: Pick<PageSection, 'anchor'>): string {
  return anchor === null ? TROUBLESHOOTING_PAGE : troubleshooting(anchor);
}
