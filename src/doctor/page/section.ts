import type { EvidenceKey, QuestionKey } from '../../../checks/facts.ts';

/** The page whose checklists the checks stand for. */
export const TROUBLESHOOTING_PAGE = 'https://docs.open.cx/integrations/hubspot/troubleshooting';

/** What kind of statement it is on the page: its place is the kind and a count within the section, from 1. */
export type Part = 'before' | 'symptom' | 'cause' | 'confirm' | 'fix' | 'step' | 'fact' | 'note' | 'link';

/** What stands for one statement of the page. At least one of the three is there. */
export interface CoveredStep {
  place: `${Part} ${number}`;
  /** The statement in words of our own. */
  says: string;
  checks?: readonly string[];
  /** What a person is asked: a question of the answers file, or what is said where this evidence was not given. */
  questions?: readonly (QuestionKey | EvidenceKey)[];
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
  holds: Readonly<Partial<Record<Part, number>>>;
  steps: readonly CoveredStep[];
}
