/** The page that leads to all others. */

import { entryOf } from '../core/flags/commands.ts';
import { PAGE_KINDS, type PageKind } from '../core/page.ts';
import { outlineOf } from '../reporters/pages/outlines.ts';
import { pageIds, pagesNamed } from '../run/describe.ts';
import {
  ANSWERS,
  addressOfCommand,
  addressOfPage,
  FACTS_PAGE,
  LOG_FORMS_PAGE,
  REPORTS,
  SETTINGS,
} from './addresses.ts';
import { DOCUMENTED_COMMANDS, typed } from './commands.ts';
import { GUIDE_PAGES } from './guides.ts';
import { code, link, list, page } from './markdown.ts';

/** Beside those of single words. */
export const OTHER_PAGES: readonly { address: string; title: string }[] = [
  { address: REPORTS, title: 'What a report says: statuses, exit codes, verdicts, owners, sources, formats' },
  { address: FACTS_PAGE, title: 'Where the answers come from: every fact with its sources' },
  { address: ANSWERS, title: 'Answers: what a person can tell, by key' },
  { address: LOG_FORMS_PAGE, title: 'Logs that can be read' },
  { address: SETTINGS, title: 'Settings: variables and the configuration file' },
  ...GUIDE_PAGES,
];

export const KIND_TITLES: Readonly<Record<PageKind, string>> = {
  symptom: 'Symptoms: what is seen',
  cause: 'Causes: what is wrong, and how it is mended',
  check: 'Checks: what is looked at',
  rule: "The engine's rules",
  skip: 'Why the engine leaves an event alone',
};

export interface IndexEntry {
  address: string;
  id: string;
  title: string;
}

/** Each page of a kind, in the order of its table. */
export function entriesOf(kind: PageKind): IndexEntry[] {
  return pageIds(kind).flatMap((id) =>
    pagesNamed(`${kind}/${id}`).map((each) => ({
      address: addressOfPage(kind, id),
      id,
      title: outlineOf(each).title,
    })),
  );
}

/** What is seen comes first, then what can be behind it. */
export const KINDS_IN_ORDER: readonly PageKind[] = [
  'symptom',
  'cause',
  ...PAGE_KINDS.filter((kind) => kind !== 'symptom' && kind !== 'cause'),
];

export function indexPage(): string {
  return page(
    '# opencx-hubspot',
    'Finds out why an OpenCX and HubSpot integration does not work, who must do what to mend it, and whether that worked. Every page is made from the tables that the tool itself goes by; `opencx-hubspot checks ID` prints the same.',
    '## What to type',
    list(
      DOCUMENTED_COMMANDS.map(
        (name) =>
          `${link(code(typed(name)), addressOfCommand(name))}${name === '' ? '' : `: ${entryOf(name).summary}`}`,
      ),
    ),
    '## How to go about it',
    list(OTHER_PAGES.map(({ address, title }) => link(title, address))),
    ...KINDS_IN_ORDER.flatMap((kind) => [
      `## ${KIND_TITLES[kind]}`,
      list(entriesOf(kind).map(({ id, title, address }) => `${link(code(id), address)}: ${title}`)),
    ]),
  );
}
