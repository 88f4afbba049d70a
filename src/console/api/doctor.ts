/** The doctor on the page: a look at the emulated portal as it stands, and what came of it. */
import { ANSWER_KEYS } from '../../../checks/facts.ts';
import type { TypedAnswer } from '../../core/flags/values.ts';
import { isObject } from '../../core/json.ts';
import type { Fix, Report } from '../../core/report.ts';
import { STATUSES, type Status } from '../../core/verdict.ts';
import { PARTY_ACTS, STATUS_WORDS } from '../../reporters/words.ts';
import type { Diagnosis, Link } from '../words.ts';
import { Refusing, type Route } from './route.ts';
import { clipped } from './rows.ts';

/** How the doctor is asked to look. */
export interface LookAsked {
  answers: readonly TypedAnswer[];
  /** What the portal's own people would answer is left open, for whoever is at the page. */
  asksMe: boolean;
  signal: AbortSignal;
}

type Diagnose = (asked: LookAsked) => Promise<Report>;

/** Of a text of a report, in characters. */
const LONGEST = 2_000;

export function doctorRoutes(diagnose: Diagnose): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/doctor',
      async answer({ body, signal }) {
        const { answers, asksMe } = isObject(body) ? body : {};
        return diagnosisOf(await diagnose({ answers: typedIn(answers), asksMe: asksMe === true, signal }));
      },
    },
  ];
}

/** @throws Refusing for what is no list of keys and words; which keys there are, the doctor says */
function typedIn(answers: unknown): TypedAnswer[] {
  return Object.entries(isObject(answers) ? answers : {}).map(([key, value]) => {
    if (typeof value !== 'string') throw new Refusing(400, 'An answer is a text.');
    return { key, value };
  });
}

function diagnosisOf({ status, summary, causes, questions, checks, obstacle }: Report): Diagnosis {
  return {
    status,
    counts: STATUSES.flatMap((each) => (summary[each] > 0 ? [`${summary[each]} ${wordOf(each)}`] : [])),
    ...(obstacle && { obstacle: said(`${obstacle.title}: ${obstacle.measured}`) }),
    causes: causes.map(({ id, title, confidence, owner, measured, fixes }) => ({
      id,
      title: said(title),
      confidence,
      owner: PARTY_ACTS[owner],
      measured: said(measured),
      fixes: fixes.map(fixOf),
    })),
    questions: questions.flatMap(({ key, kind, choices, text, where, url }) =>
      ANSWER_KEYS.some((known) => known === key) && kind !== 'secret-url'
        ? [{ key, kind, choices: choices ?? [], text: said(text), where: said(where), links: linkTo(url) }]
        : [],
    ),
    checklist: Object.entries(checks).map(([id, check]) => ({
      id,
      status: wordOf(check.status),
      summary: said(check.summary),
    })),
  };
}

function wordOf(status: Status): string {
  return STATUS_WORDS[status] || status;
}

function fixOf({ brief, steps, url }: Fix): Diagnosis['causes'][number]['fixes'][number] {
  return { ...(brief !== undefined && { brief: said(brief) }), steps: steps.map(said), links: linkTo(url) };
}

function linkTo(url: string | undefined): Link[] {
  return url === undefined ? [] : [{ text: 'Open the screen', url }];
}

/** A report may repeat what the portal's people have written. */
function said(text: string): string {
  return clipped(text, LONGEST);
}
