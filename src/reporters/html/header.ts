import { SYMPTOMS } from '../../../checks/index.ts';
import type { Report, RunStatus } from '../../core/report.ts';
import { STATUSES, type Status } from '../../core/verdict.ts';
import { causeFamilies } from '../causes.ts';
import { mainObstacle } from '../obstacle.ts';
import { cost, counted, PARTY_ACTS } from '../words.ts';
import { type Content, html, type Markup, moment } from './markup.ts';
import { badge } from './shapes.ts';

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

/** What a run concludes, in words for somebody who reads nothing else. */
export interface Headline {
  mark: Status;
  verdict: string;
  /** What it rests on, and who is next. */
  because: string;
}

export function headlineOf(report: Report): Headline {
  return HEADLINES[report.status](report);
}

const HEADLINES: Readonly<Record<RunStatus, (report: Report) => Headline>> = {
  problems: ofProblems,
  incomplete: ofIncomplete,
  healthy: ofHealthy,
};

function ofProblems({ causes, summary }: Report): Headline {
  const families = causeFamilies(causes);
  const first = families[0]?.root;
  if (first === undefined) {
    return summary.fail + summary.warn > 0
      ? {
          mark: 'fail',
          verdict: 'Something is wrong, and no documented cause fits',
          because: 'The checks below say what was found.',
        }
      : {
          mark: 'fail',
          verdict: 'Questions are left open',
          because: 'Open questions count as problems in this run.',
        };
  }
  const others = families.length - 1;
  const more = others === 0 ? '' : ` ${counted(others, 'more cause')} below, less likely.`;
  return {
    mark: 'fail',
    verdict: first.title,
    because: `This cause is ${first.confidence}; ${PARTY_ACTS[first.owner]}.${more}`,
  };
}

function ofIncomplete(report: Report): Headline {
  const { summary } = report;
  const untold = summary.unknown + summary.blocked + summary.crash;
  if (untold === 0) {
    return {
      mark: 'unknown',
      verdict: 'No check could be judged',
      because: 'Nothing was looked at that says whether the integration works.',
    };
  }
  const told = summary.pass + summary.warn + summary.fail + summary.manual;
  const obstacle = mainObstacle(report);
  return {
    mark: 'unknown',
    verdict: `${untold} of ${counted(untold + told, 'check')} could not be told`,
    because: `${obstacle === undefined ? '' : `The main reason: ${obstacle}. `}What could not be told says nothing about how HubSpot or OpenCX is set up.`,
  };
}

function ofHealthy({ summary }: Report): Headline {
  const warnings = summary.warn === 0 ? '' : ` ${counted(summary.warn, 'warning')} to look at.`;
  return summary.manual > 0
    ? {
        mark: 'pass',
        verdict: 'Everything that could be measured holds',
        because: `${counted(summary.manual, 'check')} ${summary.manual === 1 ? 'needs' : 'need'} a person to answer.${warnings}`,
      }
    : { mark: 'pass', verdict: 'Every claim that was checked holds', because: warnings.trim() };
}
