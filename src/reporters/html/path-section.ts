import type { Report } from '../../core/report.ts';
import { HOP_STATES, type SeenHop, seenHops } from './hop-states.ts';
import { html, type Markup, separated } from './markup.ts';
import { pathPictures } from './path-picture.ts';
import { badge } from './shapes.ts';

/** The way of a message as a picture, and the same in words for those who do not see it. */
export function pathSection(report: Report): Markup {
  const hops = seenHops(report);
  return html`<section aria-labelledby="path-heading">
<h2 id="path-heading">The way of a message</h2>
<figure>
${pathPictures(hops, described(hops))}
</figure>
<details class="plain">
<summary>The same in words</summary>
<ol class="hops">
<li><strong>Customer</strong> writes a message.</li>
${hops.map(hopItem)}
</ol>
</details>
</section>`;
}

function described(hops: readonly SeenHop[]): string {
  const stations = hops.map(
    ({ hop, state, detail }) => `${hop.title}: ${HOP_STATES[state].words} (${detail})`,
  );
  return ['The customer writes a message', ...stations].join('. ').concat('.');
}

function hopItem({ hop, state, detail, causes }: SeenHop): Markup {
  const { words, mark } = HOP_STATES[state];
  const where = causes.map((number) => html`<a href="#cause-${number}">cause ${number}</a>`);
  return html`<li>${badge(mark)} <strong>${hop.title}: ${words}</strong> (${detail}${where.length === 0 ? null : html`; see ${separated(where)}`}).
<span class="quiet">It ${hop.task}.</span></li>`;
}
