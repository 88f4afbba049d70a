/** What API-call logs show, as parts of the page: the call that proves the cause, what was refused, and how the log was read. */
import type { ApiLog } from '../../core/api-log.ts';
import { grouped } from '../../core/grouped.ts';
import type { Report } from '../../core/report.ts';
import { openSheet } from '../layout.ts';
import { proofOf } from '../log/proof.ts';
import { withoutTime } from '../log/reading.ts';
import { type LogRow, type LogSection, withoutReason } from '../log/sections.ts';
import { timelineLines } from '../log/timeline.ts';
import { background, findings } from '../log/told.ts';
import { html, type Markup, preformatted } from './markup.ts';

/** Columns that a chart has on a telephone that is held upright. */
const CHART_WIDTH = 44;

/** Nothing where no log was read. */
export function logSections({ log, ...report }: Report): Markup[] {
  if (log === undefined) return [];
  const [leading] = report.causes;
  const logged = { ...report, log };
  const remark = withoutReason(logged);
  return [
    ...(leading === undefined
      ? []
      : [
          html`<section class="card" aria-labelledby="proof-heading">
<h2 id="proof-heading">The refused call that proves it</h2>
<p>${proofOf(leading, log)}</p>
</section>`,
        ]),
    ...(remark === undefined ? [] : [html`<p>${remark}</p>`]),
    ...findings(logged, true).map(sectionPart),
    ...chartPart(log),
    ...background(logged).map(sectionPart),
  ];
}

function sectionPart({ heading, rows, counts = 'Calls' }: LogSection): Markup {
  const id = `log-${heading.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
<div class="card">
<table class="logged">
<thead><tr><th scope="col">What</th><th scope="col">${counts}</th><th scope="col">Details</th></tr></thead>
<tbody>
${rows.map((row) => rowPart(row, counts))}
</tbody>
</table>
</div>
</section>`;
}

function rowPart({ count, text, remark, more }: LogRow, counts: string): Markup {
  const details = [remark, ...more].filter((part) => part !== '');
  return html`<tr><th scope="row">${text}</th>
<td data-label="${counts}">${grouped(count)}</td>
<td data-label="Details">${details.map((part) => html`<p>${part}</p>`)}</td></tr>`;
}

/** The rows of the chart say how much each stands for, so that it is told without being seen, too. */
function chartPart(log: ApiLog): Markup[] {
  const lines = timelineLines(openSheet({ width: CHART_WIDTH, color: false }), log);
  const remark = withoutTime(log);
  if (lines.length === 0 && remark === undefined) return [];
  return [
    html`<section aria-labelledby="log-timeline">
<h2 id="log-timeline">Timeline</h2>
<div class="card">
${lines.length === 0 ? null : html`<pre class="chart">${preformatted(lines)}</pre>`}
${remark === undefined ? null : html`<p>${remark}</p>`}
</div>
</section>`,
  ];
}
