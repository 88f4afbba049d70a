import type { Report, ReportCheck } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import {
  acceptance,
  type CheckGroup,
  type Fold,
  groupedChecks,
  type ListedCheck,
  passNames,
} from '../checks.ts';
import { sourceOf } from '../evidence.ts';
import { duration, STATUS_WORDS } from '../words.ts';
import { checkLink, checkPlace, evidenceLink } from './links.ts';
import { type Content, html, link, type Markup, safeUrl, sentence, separated } from './markup.ts';
import { badge } from './shapes.ts';

/** Every check, each opening to its claim, what was measured and expected, and the evidence that it rests on. */
export function checksSection(report: Report): Markup | null {
  const { groups, folds } = groupedChecks(report);
  const parts = [
    ...groups.map((group) => areaPart(group, report)),
    ...(folds.length === 0 ? [] : [groupPart('Not told, or not applicable', [], folds, report)]),
  ];
  if (parts.length === 0) return null;
  return html`<section aria-labelledby="checks-heading">
<h2 id="checks-heading">Checks</h2>
<p class="quiet hint">Each line opens to what was measured, what was expected and where that is known from.</p>
<div class="card groups">
${parts}
</div>
</section>`;
}

function areaPart(group: CheckGroup, report: Report): Markup {
  const { area, passes, single } = group;
  const held: Fold = { status: 'pass', text: passNames(group), reason: null, listed: passes };
  return groupPart(area, single, passes.length === 0 ? [] : [held], report);
}

function groupPart(
  heading: string | null,
  single: readonly ListedCheck[],
  folds: readonly Fold[],
  report: Report,
): Markup {
  return html`<div class="group">
${heading === null ? null : html`<h3>${heading}</h3>`}
<div class="rows">
${single.map((listed) => checkRow(listed, report))}
${folds.map((fold) => foldRow(fold, report))}
</div>
</div>`;
}

function checkRow({ id, check }: ListedCheck, report: Report): Markup {
  return html`<details class="check">
<summary>${sign(check.status)} <span class="told"><code>${id}</code> <span>${check.summary}</span> ${accepted(check)}</span></summary>
${checkFacts({ id, check }, report)}
</details>`;
}

function foldRow({ status, text, reason, listed }: Fold, report: Report): Markup {
  return html`<details class="check">
<summary>${sign(status)} <span class="told">${reason === null ? text : `${text}: ${reason}`}</span></summary>
<div class="folded">
${listed.map(
  ({ id, check }) => html`<div>
<p><code>${id}</code> ${check.summary} ${accepted(check)}</p>
${checkFacts({ id, check }, report)}
</div>`,
)}
</div>
</details>`;
}

function sign(status: Status): Markup {
  return html`<span class="sign ${status}">${badge(status)} ${STATUS_WORDS[status] || 'pass'}</span>`;
}

function accepted({ suppressed }: ReportCheck): Markup | null {
  if (suppressed === undefined) return null;
  return html`<span class="accepted">${acceptance(suppressed)}</span>`;
}

const SOURCE_WORDS: Readonly<Record<string, string>> = {
  given: 'what the run was given',
  live: 'a live call',
  file: 'a file',
  journal: "the engine's journal",
  stated: "a person's word",
  replay: 'a saved run',
  tested: 'a live test',
};

function checkFacts({ id, check }: ListedCheck, report: Report): Markup {
  const source = sourceOf(check, report);
  const rows: [name: string, value: Content][] = [
    ['Claim', check.title],
    ['Measured', check.measured],
    ['Expected', check.expected],
    ['Known from', source === undefined ? null : (SOURCE_WORDS[source] ?? source)],
    ['Blocked by', check.blockedBy === null ? null : checkLink(check.blockedBy, report)],
    ['Question', check.question === null ? null : sentence(check.question)],
    [
      'Evidence',
      check.evidence.length === 0 ? null : separated(check.evidence.map((key) => evidenceLink(key, report))),
    ],
    ['Took', check.durationMs < 1 ? null : duration(check.durationMs)],
    ['Read more', check.docs === '' ? null : docs(check.docs)],
  ];
  return html`<dl class="details" id="${checkPlace(id)}">
${rows.map(([name, value]) => (value === null ? null : html`<div><dt>${name}</dt><dd>${value}</dd></div>`))}
</dl>`;
}

function docs(url: string): Markup {
  const safe = safeUrl(url);
  return link(url, safe === undefined ? url : `the documentation on ${safe.hostname}`);
}
