/** The page of any word that reports use: what it means, how it is told, what to do, what looks alike. */
import { CAUSE_IDS } from '../../checks/causes.ts';
import { CHECK_IDS } from '../../checks/index.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { SKIP_REASONS } from '../core/decision.ts';
import { PAGE_KINDS, type Page, type PageKind } from '../core/page.ts';
import { causePage } from '../doctor/pages/cause.ts';
import { checkPage } from '../doctor/pages/check.ts';
import { symptomPage } from '../doctor/pages/symptom.ts';
import { RULE_IDS, rulePage, skipPage } from '../engine/explain/pages.ts';

interface Shelf {
  ids: readonly string[];
  /** @param id one of `ids` */
  page(id: string): Page;
}

function shelf<Id extends string>(ids: readonly Id[], page: (id: Id) => Page): Shelf {
  return { ids, page: page as Shelf['page'] };
}

const SHELVES: Readonly<Record<PageKind, Shelf>> = {
  check: shelf(CHECK_IDS, checkPage),
  cause: shelf(CAUSE_IDS, causePage),
  symptom: shelf(SYMPTOM_IDS, symptomPage),
  rule: shelf(RULE_IDS, rulePage),
  skip: shelf(SKIP_REASONS, skipPage),
};

/** Every id of a kind, in the order of its table. */
export function pageIds(kind: PageKind): readonly string[] {
  return SHELVES[kind].ids;
}

/**
 * The pages that a word stands for, most wanted first: a check, cause or symptom before a rule of the engine and a reason
 * for which it skips. Some ids are those of two kinds; `skip/owner-not-ai-user` is the reason and nothing else, and so
 * with the other kinds.
 *
 * @returns none where no page has this name
 */
export function pagesNamed(word: string): Page[] {
  return PAGE_KINDS.flatMap((kind) => {
    const { ids, page } = SHELVES[kind];
    const id = word.startsWith(`${kind}/`) ? word.slice(kind.length + 1) : word;
    return ids.includes(id) ? [page(id)] : [];
  });
}

/** Every name that a page goes by: as it stands in a report, for whoever has to find the nearest one. */
export function pageNames(): string[] {
  return [...new Set(PAGE_KINDS.flatMap(pageIds))];
}
