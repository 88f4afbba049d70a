import type { Fix, Report, ReportCause } from '../../core/report.ts';
import { type CauseFamily, causeFamilies } from '../causes.ts';
import { PARTY_ACTS } from '../words.ts';
import { hopOf, hopTitle } from './hops.ts';
import { checkLink, evidenceLink } from './links.ts';
import { html, link, type Markup, preformatted, sentence, separated, withArrows } from './markup.ts';

/** The causes, most likely first, with what follows from them folded beneath; nothing where there is none. */
export function causesSection(report: Report): Markup | null {
  const families = causeFamilies(report.causes);
  if (families.length === 0) return null;
  return html`<section aria-labelledby="causes-heading">
<h2 id="causes-heading">${families.length === 1 ? 'The cause, and what to do' : 'Causes, most likely first'}</h2>
${families.map((family, index) => familyCard(family, index + 1, report))}
</section>`;
}

function familyCard({ root, consequences }: CauseFamily, number: number, report: Report): Markup {
  return html`<article class="card cause" id="cause-${number}">
<h3><span class="number">${number}</span> ${root.title}</h3>
${nature(root)}
${found(root)}
${root.fixes.map(fixPart)}
${consequences.length === 0 ? null : following(consequences)}
${grounds(root, report)}
<details class="plain copy">
<summary>As plain text, to paste into a message</summary>
<pre>${preformatted(causeAsText(root))}</pre>
</details>
</article>`;
}

function nature({ id, checks, confidence, owner }: ReportCause): Markup {
  const [first] = checks;
  return html`<ul class="nature">
<li><strong>${PARTY_ACTS[owner]}</strong></li>
<li>${confidence}</li>
${first === undefined ? null : html`<li>at ${hopTitle(hopOf(first))}</li>`}
<li><code>${id}</code></li>
</ul>`;
}

function found({ measured, expected }: ReportCause): Markup | null {
  if (measured === '' && expected === '') return null;
  return html`<dl class="found">
${measured === '' ? null : html`<div class="measured"><dt>Measured</dt><dd>${measured}</dd></div>`}
${expected === '' ? null : html`<div class="expected"><dt>Expected</dt><dd>${expected}</dd></div>`}
</dl>`;
}

const FIX_TITLES = { manual: 'What to do', command: 'What to run', wait: 'What to wait for' } as const;

function fixPart({ kind, steps, where, url }: Fix, index: number): Markup {
  return html`<div class="fix">
<h4>${index === 0 ? FIX_TITLES[kind] : 'Or'}</h4>
${whereLine(where, url)}
${
  steps.length === 0
    ? null
    : html`<ol>
${steps.map((step) => html`<li>${sentence(step)}</li>`)}
</ol>`
}
</div>`;
}

function whereLine(where: string | undefined, url: string | undefined): Markup | null {
  if (where === undefined && url === undefined) return null;
  const words = withArrows(where ?? url ?? '');
  return html`<p class="where">Where: ${url === undefined ? words : link(url, words)}</p>`;
}

function following(consequences: readonly ReportCause[]): Markup {
  return html`<details class="plain">
<summary>What follows from it: ${consequences.length}</summary>
<ul>
${consequences.map(({ id, title, measured }) => html`<li>${title} <code>${id}</code>${measured === '' ? null : html`<br />Measured: ${measured}`}</li>`)}
</ul>
</details>`;
}

/** What speaks for the cause and against it. */
function grounds({ checks, against, evidence, explains }: ReportCause, report: Report): Markup | null {
  const lines = [
    ...(checks.length === 0 ? [] : [html`Seen in ${separated(checks.map((id) => checkLink(id, report)))}.`]),
    ...(against.length === 0
      ? []
      : [html`Against it speaks ${separated(against.map((id) => checkLink(id, report)))}.`]),
    ...(evidence.length === 0
      ? []
      : [html`It rests on ${separated(evidence.map((key) => evidenceLink(key, report)))}.`]),
    // With a symptom given, every cause on its checklist explains it; saying so adds nothing.
    ...(explains.length === 0 || report.symptom !== null
      ? []
      : [html`It explains ${separated(explains.map((id) => html`<code>${id}</code>`))}.`]),
  ];
  return lines.length === 0 ? null : html`<p class="quiet">${lines}</p>`;
}

/** A cause with its fixes as lines of plain text, for a message to whoever can act on it. */
function causeAsText(cause: ReportCause): string[] {
  return [
    cause.title,
    `(${cause.id}, ${cause.confidence}; ${PARTY_ACTS[cause.owner]})`,
    ...(cause.measured === '' ? [] : [`Measured: ${cause.measured}`]),
    ...(cause.expected === '' ? [] : [`Expected: ${cause.expected}`]),
    ...cause.fixes.flatMap((fix, index) => ['', ...fixAsText(fix, index)]),
  ];
}

function fixAsText({ steps, where, url }: Fix, index: number): string[] {
  return [
    index === 0 ? 'What to do:' : 'Or:',
    ...steps.map((step, place) => `${place + 1}. ${step}`),
    ...(where === undefined ? [] : [`Where: ${where}`]),
    ...(url === undefined ? [] : [url]),
  ];
}
