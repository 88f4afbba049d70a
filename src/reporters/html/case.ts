/** A case as one page: what was found on which day and what was done, and the report on the latest run. */

import { rememberedWords } from '../../core/flags/remembered.ts';
import type { Report } from '../../core/report.ts';
import type { CaseStory, StoryNote, StoryRun } from '../../doctor/cases/story.ts';
import { answersText, causeName, runText } from '../case/words.ts';
import { html, type Markup, moment } from './markup.ts';
import { renderPage, reportParts } from './page.ts';
import { badge } from './shapes.ts';

/** @param report on the latest run of which the evidence can be read */
export function renderCasePage(story: CaseStory, report: Report | undefined): string {
  const title = `${story.name}: ${story.status ?? 'no run'}`;
  return renderPage(title, [storySection(story), ...(report === undefined ? [] : reportParts(report))]);
}

function storySection(story: CaseStory): Markup {
  const { name, causes, entries, remembered, damaged, status } = story;
  const first = entries.find(({ kind }) => kind === 'run');
  const about = rememberedWords(remembered);
  const none = damaged.length === 0 ? 'No cause is open.' : 'No cause is open in what can be read.';
  const open = causes.length === 0 ? none : `Open: ${causes.map(causeName).join(', ')}.`;
  return html`<section aria-labelledby="case-heading">
<h2 id="case-heading">${name}</h2>
<p>${status === null ? 'Nothing was looked at yet.' : open}</p>
${about === '' ? null : html`<p class="quiet">${about}</p>`}
<ul class="questions">
${entries.map((entry) => entryItem(entry, entry === first))}
</ul>
${damaged.length === 0 ? null : html`<ul>${damaged.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}
</section>`;
}

const MARKS = {
  problems: 'fail',
  incomplete: 'unknown',
  warnings: 'warn',
  open: 'manual',
  healthy: 'pass',
} as const;

function entryItem(entry: StoryRun | StoryNote, isFirst: boolean): Markup {
  const who = entry.by === undefined ? null : html`, ${entry.by}`;
  if (entry.kind === 'note')
    return html`<li>${badge('na')} <span>${moment(entry.at)}${who}: ${entry.text}</span></li>`;
  const answers = answersText(entry);
  return html`<li>${badge(MARKS[entry.status])} <span>${moment(entry.at)}${who}: <strong>${entry.status}</strong>, ${runText(entry, isFirst)}${answers === undefined ? null : html`<br />${answers}`}</span></li>`;
}
