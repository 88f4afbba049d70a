import { SYMPTOMS } from '../../../checks/index.ts';
import type { Report } from '../../core/report.ts';
import { STATUSES, type Status } from '../../core/verdict.ts';
import { cost } from '../words.ts';
import { headlineOf } from './headline.ts';
import { type Content, html, type Markup } from './markup.ts';
import { badge } from './shapes.ts';
import { moment } from './time.ts';

/** The verdict in words, how many checks say so, and what was examined, when and by what. */
export function headerPart(report: Report): Markup {
  const { mark, verdict, because } = headlineOf(report);
  return html`<header class="head ${report.status}">
<p class="kicker">OpenCX and HubSpot: what ${report.tool.name} found</p>
<p class="status">${badge(mark)} ${report.status}</p>
<h1>${verdict}</h1>
${because === '' ? null : html`<p class="because">${because}</p>`}
${counts(report)}
<dl class="facts">
${facts(report).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>
</header>`;
}

const COUNT_WORDS: Readonly<Record<Status, string>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  unknown: 'unknown',
  blocked: 'blocked',
  manual: 'open',
  na: 'not applicable',
  crash: 'crashed',
};

function counts({ summary }: Report): Markup {
  const shown = STATUSES.filter((status) => summary[status] > 0);
  return html`<ul class="counts" aria-label="Checks by verdict">
${shown.map((status) => html`<li>${badge(status)} ${summary[status]} ${COUNT_WORDS[status]}</li>`)}
</ul>`;
}

function facts(report: Report): [name: string, value: Content][] {
  const { hubId, appId, region } = report.portal;
  const place = region === undefined ? '' : ` (${region})`;
  return [
    ['Portal', hubId === undefined ? `not known${place}` : `${hubId}${place}`],
    ...(appId === undefined ? [] : [['HubSpot app', String(appId)] satisfies [string, Content]]),
    ['Symptom', symptomText(report)],
    ['Examined', moment(report.startedAt)],
    ['Cost', cost(report.calls, report.durationMs)],
    ['Tool', `${report.tool.name} ${report.tool.version}`],
  ];
}

function symptomText({ symptom }: Report): Content {
  if (symptom === null) return 'none named: the whole integration was examined';
  const title = SYMPTOMS.find(({ id }) => id === symptom)?.title ?? symptom;
  return html`${title} <code>${symptom}</code>`;
}
