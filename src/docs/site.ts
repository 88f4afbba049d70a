/** All that is written about the tool from its own tables, by where it stands below the folder of the docs. */
import {
  ANSWERS,
  addressOfCommand,
  FACTS_PAGE,
  INDEX,
  LOG_FORMS_PAGE,
  REPORTS,
  SETTINGS,
} from './addresses.ts';
import { commandPage, DOCUMENTED_COMMANDS } from './commands.ts';
import { llmsText, SKILL, skill } from './for-agents.ts';
import { guidePages } from './guides.ts';
import { indexPage } from './index-page.ts';
import { referencePages } from './reference.ts';
import { answersPage, factsPage, logFormsPage, reportsPage, settingsPage } from './words.ts';

export function site(): ReadonlyMap<string, string> {
  return new Map([
    [INDEX, indexPage()],
    [REPORTS, reportsPage()],
    [ANSWERS, answersPage()],
    [LOG_FORMS_PAGE, logFormsPage()],
    [SETTINGS, settingsPage()],
    [FACTS_PAGE, factsPage()],
    ...guidePages(),
    ...DOCUMENTED_COMMANDS.map((name): [string, string] => [addressOfCommand(name), commandPage(name)]),
    ...referencePages(),
    ['llms.txt', llmsText()],
    [SKILL, skill()],
  ]);
}
