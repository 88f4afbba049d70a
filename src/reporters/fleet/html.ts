/**
 * The overview of many profiles as one page, to stand among their reports: each group names every profile, with a link to
 * its report. Self-contained, as the page of a report is.
 */
import type { Fleet, FleetGroup, FleetProfile } from '../../core/fleet.ts';
import { type Content, html, type Markup, moment, sentence, separated } from '../html/markup.ts';
import { renderPage } from '../html/page.ts';
import { badge } from '../html/shapes.ts';
import { counted, duration, PARTY_ACTS } from '../words.ts';
import { changesIn, changesInBrief, countsIn, grouped, shownName } from './words.ts';

/** @param nameOf the name of a report's file beside the page, where there is one */
export function renderFleetPage(fleet: Fleet, nameOf: (profile: string) => string | undefined): string {
  const linked = (profile: string) => profileLink(profile, nameOf(profile));
  return renderPage(`${statusOf(fleet)}: ${grouped(fleet.summary.profiles)} profiles`, [
    headPart(fleet),
    changesPart(fleet, linked),
    causesPart(fleet, linked),
    untoldPart(fleet, linked),
    questionsPart(fleet, linked),
    othersPart(fleet, linked),
    html`<footer><p class="quiet">Tokens and webhook addresses are left out of every report. This page stands alone: it loads nothing from anywhere. Written by ${fleet.tool.name} ${fleet.tool.version}.</p></footer>`,
  ]);
}

type Linked = (profile: string) => Markup;

/** A file's name has no sign that means something in an address. */
function profileLink(profile: string, file: string | undefined): Markup {
  const name = shownName(profile);
  return file === undefined
    ? html`<span>${name}</span>`
    : html`<a href="${encodeURIComponent(file)}">${name}</a>`;
}

function statusOf({ summary }: Fleet): FleetProfile['status'] & string {
  if (summary.problems > 0) return 'problems';
  if (summary.incomplete + summary.noReport > 0) return 'incomplete';
  if (summary.warnings > 0) return 'warnings';
  return summary.open > 0 ? 'open' : 'healthy';
}

function headPart(fleet: Fleet): Markup {
  const { startedAt, durationMs, interrupted, summary } = fleet;
  const status = statusOf(fleet);
  return html`<header class="head ${status}">
<p class="kicker">OpenCX and HubSpot · ${grouped(summary.profiles)} profiles · ${moment(startedAt)}</p>
<p class="status">${status}</p>
<h1>${countsIn(fleet).join(', ')}</h1>
<p class="because">${grouped(summary.calls)} calls, ${duration(durationMs)}.${interrupted ? ' The run was interrupted: not every profile was looked at.' : ''}</p>
</header>`;
}

function changesPart(fleet: Fleet, linked: Linked): Markup | null {
  if (fleet.comparedWith === null) return null;
  const changes = changesIn(fleet);
  const items = changes.map(
    ({ heading, entries }) => html`<h3>${heading}</h3>
<ul>${entries.map(({ what, profiles }) => html`<li>${what === '' ? null : html`<code>${what}</code>: `}${list(profiles, linked)}</li>`)}</ul>`,
  );
  return html`<section aria-labelledby="changes">
<h2 id="changes">Since ${moment(fleet.comparedWith)}: ${changesInBrief(changes)}</h2>
${items.length === 0 ? null : html`<div class="card">${items}</div>`}
</section>`;
}

function causesPart(fleet: Fleet, linked: Linked): Markup | null {
  if (fleet.causes.length === 0) return null;
  return html`<section aria-labelledby="causes">
<h2 id="causes">What is wrong, and where</h2>
${fleet.causes.map((group) => groupPart(group, fleet, linked))}
</section>`;
}

function groupPart(group: FleetGroup, { comparedWith }: Fleet, linked: Linked): Markup {
  const { id, title, owner, confidence, fix, profiles } = group;
  const sinceWords = (since: string) => (comparedWith === null ? null : html` since ${moment(since)}`);
  return html`<article class="card cause">
<h3><span class="number">${grouped(profiles.length)}</span> <span>${title}</span></h3>
<ul class="nature"><li>${confidence}</li><li>${PARTY_ACTS[owner]}</li><li><code>${id}</code></li></ul>
${fix === null ? null : html`<p class="because">${sentence(fix)} Each report has the steps and links of its portal.</p>`}
<ul>${profiles.map(({ profile, since }) => html`<li>${linked(profile)}${sinceWords(since)}</li>`)}</ul>
</article>`;
}

function untoldPart({ untold }: Fleet, linked: Linked): Markup | null {
  if (untold.length === 0) return null;
  return html`<section aria-labelledby="untold">
<h2 id="untold">Could not be told</h2>
<p>That accuses nobody: they have to be looked at again.</p>
<ul class="questions">${untold.map(({ reason, profiles }) => html`<li>${badge('unknown')} <span>${reason.replace(/\.$/, '')}: ${list(profiles, linked)}</span></li>`)}</ul>
</section>`;
}

function questionsPart({ questions, summary }: Fleet, linked: Linked): Markup | null {
  if (summary.open === 0) return null;
  return html`<section aria-labelledby="open">
<h2 id="open">Open questions, where nothing measured is wrong</h2>
<ul class="questions">${questions.map(
    ({ text, where, key, profiles }) =>
      html`<li>${badge('manual')} <span>${sentence(text)} <span class="quiet">${where} · <code>${key}</code></span>${folded(profiles, linked)}</span></li>`,
  )}</ul>
</section>`;
}

function othersPart({ profiles }: Fleet, linked: Linked): Content {
  const named = (status: FleetProfile['status']) =>
    profiles.filter((one) => one.status === status).map(({ profile }) => profile);
  return (['warnings', 'healthy'] as const).map((status) => {
    const those = named(status);
    if (those.length === 0) return null;
    return html`<section><h2>${status === 'healthy' ? 'Healthy' : 'With warnings'}</h2>${folded(those, linked)}</section>`;
  });
}

/** Every name, behind a count. */
function folded(profiles: readonly string[], linked: Linked): Markup {
  return html`<details class="plain"><summary>${counted(profiles.length, 'profile')}</summary><p>${list(profiles, linked)}</p></details>`;
}

function list(profiles: readonly string[], linked: Linked): Markup {
  return separated(profiles.map(linked));
}
