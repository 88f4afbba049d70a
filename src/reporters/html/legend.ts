import type { Report } from '../../core/report.ts';
import { STATUSES, type Status } from '../../core/verdict.ts';
import { STATUS_WORDS } from '../words.ts';
import { html, type Markup } from './markup.ts';
import { badge } from './shapes.ts';

const MEANINGS: Readonly<Record<Status, string>> = {
  pass: 'The claim holds.',
  warn: 'It works, and somebody should look at it.',
  fail: 'The claim does not hold: this is broken.',
  unknown: 'It was looked for and could not be told, for example because of a timeout. It accuses nobody.',
  blocked: 'It cannot be told before another check holds.',
  manual: 'No measurement can tell it; a person has to look.',
  na: 'It does not apply to this portal or conversation.',
  crash: 'The check itself failed, which is a fault of the tool.',
};

/** For readers who have never seen such a report. */
export function legendPart({ tool }: Report): Markup {
  return html`<footer>
<details class="plain">
<summary>How to read this page</summary>
<p>${tool.name} looked at each station on the way of a message, compared what it measured with what OpenCX and HubSpot document, and put the causes that fit in order. A cause is confirmed when it was measured, likely when it rests on a person's word or on strong signs, possible when it is a hint that a test should settle.</p>
<dl class="legend">
${STATUSES.map((status) => html`<div><dt>${badge(status)} ${STATUS_WORDS[status] || 'pass'}</dt><dd>${MEANINGS[status]}</dd></div>`)}
</dl>
</details>
<p class="quiet">Tokens and webhook addresses are left out of every report. This page stands alone: it loads nothing from anywhere. Written by ${tool.name} ${tool.version}.</p>
</footer>`;
}
