import { OWNERS } from '../../core/parties.ts';
import type { Report } from '../../core/report.ts';
import { concerns, renderOwnerPart, TO } from '../owner-part.ts';
import { html, Markup } from './markup.ts';

/** Columns of a mail that is read as it is written. */
const MAIL_WIDTH = 76;

/** For each who can act or tell something, their part alone, in plain words and ready to be sent. */
export function ownersSection(report: Report): Markup | null {
  const owners = OWNERS.filter((owner) => concerns(report, owner));
  if (owners.length === 0) return null;
  return html`<section aria-labelledby="owners-heading">
<h2 id="owners-heading">For somebody else</h2>
<p class="quiet">What one person can mend or tell, without the rest, to be copied into a message to them.</p>
${owners.map(
  (owner) => html`<details class="plain copy">
<summary>For ${TO[owner]}</summary>
<pre>${laidOut(renderOwnerPart(report, owner, { width: MAIL_WIDTH, color: false, ascii: true }))}</pre>
</details>`,
)}
</section>`;
}

/** With its blanks as they are, which lay it out. */
function laidOut(text: string): Markup {
  const words = text.trimEnd().split(/([ \n]+)/);
  return new Markup(words.map((word) => (/^[ \n]+$/.test(word) ? word : html`${word}`.text)).join(''));
}
