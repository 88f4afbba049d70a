import type { LogRefusal } from '../../core/api-log.ts';
import type { Report } from '../../core/report.ts';
import { counted } from '../words.ts';
import { html, type Markup } from './markup.ts';
import { moment } from './time.ts';

/** More than these are in the JSON form. */
const SHOWN = 20;

/** The calls that an API-call log shows refused; nothing where no log was read. */
export function refusalsSection({ log }: Report): Markup | null {
  if (log === undefined || log.refusals.length === 0) return null;
  const rest = log.refusals.length - SHOWN;
  return html`<section aria-labelledby="refusals-heading">
<h2 id="refusals-heading">Calls that HubSpot refused</h2>
<p class="quiet">From the API-call log: ${counted(log.calls, 'call')} looked at.</p>
<div class="card">
<table class="columns">
<thead><tr><th scope="col">Call</th><th scope="col">Answer</th><th scope="col">Times</th><th scope="col">Last</th><th scope="col">At the end</th></tr></thead>
<tbody>
${log.refusals.slice(0, SHOWN).map(refusalRow)}
</tbody>
</table>
${rest <= 0 ? null : html`<p class="quiet">And ${counted(rest, 'more route')}, with fewer calls.</p>`}
</div>
</section>`;
}

function refusalRow({ route, status, category, count, lastAt, stillAtEnd }: LogRefusal): Markup {
  return html`<tr><th scope="row"><code>${route}</code></th>
<td data-label="Answer">${status} ${category}</td>
<td data-label="Times">${count}</td>
<td data-label="Last">${lastAt === undefined ? 'not logged' : moment(lastAt)}</td>
<td data-label="At the end">${stillAtEnd ? 'still refused' : 'answered again'}</td></tr>`;
}
