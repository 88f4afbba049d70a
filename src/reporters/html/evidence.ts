/** What the findings rest on: every fact with where it comes from, and the calls that a log shows refused. */
import type { LogRefusal } from '../../core/api-log.ts';
import type { Report, ReportEvidence } from '../../core/report.ts';
import { errorFacts, OUTCOME_MARKS } from '../evidence.ts';
import { cost, counted } from '../words.ts';
import { evidencePlace, evidenceTitle } from './links.ts';
import { html, type Markup, moment } from './markup.ts';
import { badge } from './shapes.ts';

const OUTCOME_WORDS: Readonly<Record<ReportEvidence['outcome'], string>> = {
  ok: 'obtained',
  missing: 'not given',
  error: 'failed',
};

/** Every piece of evidence: where it came from, when, what it cost and, if it could not be had, why. */
export function evidenceSection({ evidence, startedAt }: Report): Markup | null {
  const entries = Object.entries(evidence);
  if (entries.length === 0) return null;
  return html`<section aria-labelledby="evidence-heading">
<h2 id="evidence-heading">Evidence</h2>
<details class="card plain evidence">
<summary>${counted(entries.length, 'fact')}: where each comes from, when, and why it is missing</summary>
<table class="columns">
<thead><tr><th scope="col">Fact</th><th scope="col">Outcome</th><th scope="col">Source</th><th scope="col">Time</th><th scope="col">Cost</th></tr></thead>
<tbody>
${entries.map(([key, one]) => evidenceRow(key, one, evidencePlace(key, evidence) ?? '', startedAt))}
</tbody>
</table>
</details>
</section>`;
}

function evidenceRow(key: string, evidence: ReportEvidence, place: string, day: string): Markup {
  const { outcome } = evidence;
  const origin = evidence.origin === undefined ? null : html` (${evidence.origin})`;
  const age = evidence.stale === true ? ', over 7 days old' : null;
  return html`<tr id="${place}"><th scope="row">${evidenceTitle(key)} <code>${key}</code></th>
<td data-label="Outcome">${badge(OUTCOME_MARKS[outcome])} ${OUTCOME_WORDS[outcome]}${reason(evidence)}</td>
<td data-label="Source">${evidence.source}${origin}${age}</td>
<td data-label="Time">${moment(evidence.at, day)}</td>
<td data-label="Cost">${cost(evidence.calls, evidence.durationMs)}</td></tr>`;
}

function reason({ outcome, why, error }: ReportEvidence): Markup | null {
  if (outcome === 'missing') return html`: ${why ?? 'nobody said.'}`;
  if (outcome === 'ok') return null;
  return error === undefined
    ? html`: no reason was recorded.`
    : html`: ${error.message} <code>${errorFacts(error).join(', ')}</code>`;
}

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
