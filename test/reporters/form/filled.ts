/** Whoever fills in a form, with what stands on the screens in front of them. */
import type { Page } from 'playwright-core';
import { ANSWER_KEYS, type AnswerKey, FACTS } from '../../../checks/facts.ts';
import { readLines } from '../../../src/doctor/form/lines.ts';

/** What the screens show, by key, as an answers file would have it. */
export type Screens = Readonly<Record<string, unknown>>;

/** The keys that a form asks about. */
export function keysIn(form: string): AnswerKey[] {
  const keys = [...form.matchAll(/(?:^ {2}|Answer to |data-key=")([\w.]+)(?=:|")/gm)].map(([, key]) => key);
  return ANSWER_KEYS.filter((key) => keys.includes(key));
}

export function filledYaml(form: string, screens: Screens): string {
  return form.replaceAll(/^ {2}([\w.]+):$/gm, (line, key: string) =>
    `${line} ${words(screens[key])}`.trimEnd(),
  );
}

/** Ticks where there are boxes, and writes where there are none. */
export function filledMarkdown(form: string, screens: Screens): string {
  const answers = new Map(readLines(form).answers.map(({ key, ticks }) => [key, ticks]));
  return form.replaceAll(
    /^\*\*Answer to ([\w.]+):\*\*((?:\n\n?- \[ \] .*)*)/gm,
    (block, key: string, boxes: string) => {
      const value = screens[key];
      if (value === undefined) return block;
      if (answers.get(key)?.length === 0) return `${block} ${words(value)}`;
      return `**Answer to ${key}:**${boxes.replaceAll(/\[ \] (.*)/g, (box, label: string) => (isTicked(key, label, value) ? `[x] ${label}` : box))}`;
    },
  );
}

function isTicked(key: string, label: string, value: unknown): boolean {
  if (typeof value === 'boolean') return label === (value ? 'Yes' : 'No');
  if (Array.isArray(value) && value.length === 0) return label === 'None of them';
  const values = [value].flat().map(String);
  return values.some((each) => label.endsWith(`(${eventNamed(key, each)})`));
}

/** A choice by its value, whatever it is called in the portal's file. */
function eventNamed(key: string, value: string): string {
  const [read] = [
    FACTS[key as AnswerKey].ask?.answer.read(key === 'connection.mode' ? value : listOrWord(key, value)),
  ].flat();
  return String(read);
}

function listOrWord(key: string, value: string): unknown {
  return FACTS[key as AnswerKey].ask?.answer.form.kind === 'several' ? [value] : value;
}

/** As it is typed where a word of text is wanted; a URL is not typed into a text. */
function words(value: unknown): string {
  if (value === undefined) return '';
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return String(value);
}

/** Fills the page in by label and box, as its reader does. */
export async function fillPage(page: Page, screens: Screens): Promise<void> {
  for (const question of await page.locator('[data-key]').all()) {
    const key = (await question.getAttribute('data-key')) ?? '';
    const value = screens[key];
    if (value === undefined) continue;
    const boxes = await question.getByRole('radio').or(question.getByRole('checkbox')).all();
    if (boxes.length === 0) {
      const field = question.locator('input');
      await field.fill(words(value));
      await field.blur();
      continue;
    }
    for (const box of boxes) {
      const shown = (await box.getAttribute('value')) ?? '';
      const wanted = Array.isArray(value)
        ? value.length === 0
          ? ['none']
          : value.map((each) => eventNamed(key, String(each)))
        : [words(value)];
      if (wanted.includes(shown)) await box.check();
    }
  }
}
