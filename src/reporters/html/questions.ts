import type { Report } from '../../core/report.ts';
import { contradictions } from '../answer-notes.ts';
import { idleSuppressions } from '../checks.ts';
import { checkLink } from './links.ts';
import { html, link, type Markup, sentence, separated, withArrows } from './markup.ts';
import { badge } from './shapes.ts';

/** What would tell the leading causes apart. */
export function nextTestPart(report: Report): Markup | null {
  const { nextTest } = report;
  if (nextTest === null) return null;
  return html`<aside class="card next" aria-labelledby="next-heading">
<h2 id="next-heading">The best next test</h2>
<p>${sentence(nextTest.question)}</p>
${nextTest.command === undefined ? null : html`<p><code>${nextTest.command}</code></p>`}
<p class="quiet">The answer settles ${checkLink(nextTest.check, report)}.</p>
</aside>`;
}

/** What no measurement can tell and a person has to look up, each question once. */
export function questionsSection(report: Report): Markup | null {
  const { questions } = report;
  if (questions.length === 0) return null;
  return html`<section aria-labelledby="questions-heading">
<h2 id="questions-heading">Open questions</h2>
<p class="quiet">No measurement can answer these; somebody has to look.</p>
<ul class="questions">
${questions.map(
  ({ text, where, url, settles }) =>
    html`<li>${badge('manual')} <span>${sentence(text)} <span class="quiet">Look at: ${url === undefined ? withArrows(where) : link(url, withArrows(where))}. Settles ${separated(settles.map((id) => checkLink(id, report)))}.</span></span></li>`,
)}
</ul>
</section>`;
}

/** Answers that differ, or do not count. */
export function answersSection(report: Report): Markup | null {
  const lines = contradictions(report);
  if (lines.length === 0) return null;
  return html`<section aria-labelledby="answers-heading">
<h2 id="answers-heading">Answers that differ</h2>
<ul class="questions">
${lines.map((line) => html`<li>${badge('manual')} <span>${line}</span></li>`)}
</ul>
</section>`;
}

/** Entries of the file of suppressions that do nothing (any more). */
export function suppressionsSection({ suppressions }: Report): Markup | null {
  const idle = idleSuppressions(suppressions);
  if (idle.length === 0) return null;
  return html`<section aria-labelledby="suppressions-heading">
<h2 id="suppressions-heading">Suppressions to look at</h2>
<ul class="questions">
${idle.map((line) => html`<li>${badge('warn')} <span>${line}</span></li>`)}
</ul>
</section>`;
}
