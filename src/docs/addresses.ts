/** Where each page stands below the folder of the docs. */
import { posix } from 'node:path';
import type { CommandName } from '../core/flags/commands.ts';
import type { PageKind } from '../core/page.ts';

const FOLDERS: Readonly<Record<PageKind, string>> = {
  check: 'checks',
  cause: 'causes',
  symptom: 'symptoms',
  rule: 'engine/rules',
  skip: 'engine/skip-reasons',
};

export const INDEX = 'README.md';
export const REPORTS = 'reports.md';
export const LOG_FORMS_PAGE = 'log-forms.md';
export const SETTINGS = 'settings.md';
export const ANSWERS = 'answers.md';
export const FACTS_PAGE = 'facts.md';

/** `scopes/required` is `checks/scopes/required.md`. */
export function addressOfPage(kind: PageKind, id: string): string {
  return `${FOLDERS[kind]}/${id}.md`;
}

/** `engine start` is `commands/engine-start.md`. */
export function addressOfCommand(command: CommandName): string {
  return `commands/${command === '' ? 'opencx-hubspot' : command.replaceAll(' ', '-')}.md`;
}

/** The way from one page to another. */
export function fromTo(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to);
}
