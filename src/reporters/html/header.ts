import { SYMPTOMS } from '../../../checks/index.ts';
import type { Report, RunStatus } from '../../core/report.ts';
import { STATUSES, type Status } from '../../core/verdict.ts';
import { causeFamilies } from '../causes.ts';
import { connectionNote } from '../connection.ts';
import { readingOf } from '../log/reading.ts';
import { sinceLine } from '../since.ts';
import { untoldReason } from '../untold-reason.ts';
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
${[sincePart(report), because === '' ? null : html`<p class="because">${because}</p>`]}
${report.obstacle ? html`<ul>${report.obstacle.fixes.map((fix) => html`<li>${fix}</li>`)}</ul>` : null}
${counts(report)}
<dl class="facts">
${facts(report).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>
</header>`;
}

function sincePart(report: Report): Markup | null {
  const line = sinceLine(report);
  return line === undefined ? null : html`<p class="because">${line}.</p>`;
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
  const run: [name: string, value: Content][] = [
    ['Examined', moment(report.startedAt)],
    ['Tool', `${report.tool.name} ${report.tool.version}`],
  ];
  if (report.log) {
    const reading = readingOf(report.log).map(({ label, text }): [string, Content] => [label, text]);
    return [...reading, ...run];
  }
  const { hubId, appId, region } = report.portal;
  const place = region === undefined ? '' : ` (${region})`;
  return [
    ['Portal', hubId === undefined ? `not known${place}` : `${hubId}${place}`],
    ...(appId === undefined ? [] : [['HubSpot app', String(appId)] satisfies [string, Content]]),
    ['Goes by', connectionNote(report) ?? `${report.connection.page}.`],
    ['Symptom', symptomText(report)],
    ['Cost', cost(report.calls, report.durationMs)],
    ...run,
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
  problems: (report) => ofCauses(report, 'fail'),
  incomplete: ofIncomplete,
  warnings: (report) => ofCauses(report, 'warn'),
  open: ofOpen,
  healthy: () => ({ mark: 'pass', verdict: 'Every claim that was checked holds', because: '' }),
};

function ofCauses({ causes }: Report, mark: Status): Headline {
  const families = causeFamilies(causes);
  const first = families[0]?.root;
  if (first === undefined) {
    return {
      mark,
      verdict: 'Something is wrong, and no documented cause fits',
      because: 'The checks below say what was found.',
    };
  }
  const others = families.length - 1;
  const more = others === 0 ? '' : ` ${counted(others, 'more cause')} below, less likely.`;
  return {
    mark,
    verdict: first.title,
    because: `This cause is ${first.confidence}; ${PARTY_ACTS[first.owner]}.${more}`,
  };
}

function ofIncomplete(report: Report): Headline {
  const { obstacle, summary } = report;
  if (obstacle) {
    return {
      mark: 'unknown',
      verdict: obstacle.title,
      because: `${obstacle.measured} What could not be told says nothing about how HubSpot or OpenCX is set up.`,
    };
  }
  const untold = summary.unknown + summary.blocked + summary.crash;
  if (untold === 0) {
    return {
      mark: 'unknown',
      verdict: 'No check could be judged',
      because: 'Nothing was looked at that says whether the integration works.',
    };
  }
  const told = summary.pass + summary.warn + summary.fail + summary.manual;
  const reason = untoldReason(report);
  return {
    mark: 'unknown',
    verdict: `${untold} of ${counted(untold + told, 'check')} could not be told`,
    because: `${reason === undefined ? '' : `The main reason: ${reason}. `}What could not be told says nothing about how HubSpot or OpenCX is set up.`,
  };
}

function ofOpen({ summary: { manual } }: Report): Headline {
  return {
    mark: 'manual',
    verdict: 'Nothing that was measured is wrong, and questions are open',
    because: `${counted(manual, 'check')} ${manual === 1 ? 'needs' : 'need'} a person to answer, and can still find a cause.`,
  };
}
