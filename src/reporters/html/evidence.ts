/** What the findings rest on: every fact with where it comes from. */
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
