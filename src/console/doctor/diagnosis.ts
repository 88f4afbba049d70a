/** What the doctor has told, as the page shows it: of a look that is over, or of what is final in one under way. */
import { ANSWER_KEYS } from '../../../checks/facts.ts';
import type { Fix, Report } from '../../core/report.ts';
import { STATUSES, type Status } from '../../core/verdict.ts';
import { withoutCause } from '../../reporters/causes.ts';
import { HOP_STATES, seenHops } from '../../reporters/html/hops.ts';
import { PARTY_ACTS, STATUS_WORDS } from '../../reporters/words.ts';
import { clipped } from '../api/rows.ts';
import type { Diagnosis } from '../doctor-words.ts';
import type { Link } from '../words.ts';

/** Of a text of a report, in characters. */
const LONGEST = 2_000;

export function diagnosisOf(report: Report): Diagnosis {
  const { status, summary, causes, questions, obstacle } = report;
  return {
    status,
    counts: STATUSES.flatMap((each) => (summary[each] > 0 ? [`${summary[each]} ${wordOf(each)}`] : [])),
    ...(causes.length === 0 && { says: withoutCause(report) }),
    ...(obstacle && { obstacle: said(`${obstacle.title}: ${obstacle.measured}`) }),
    way: wayOf(report, []),
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
    checklist: checklistOf(report, Object.keys(report.checks)),
  };
}

/**
 * Of a look under way. Causes and questions are left out: what is still awaited may outweigh them, and nobody is accused
 * for a moment.
 *
 * @param report what is known so far
 * @param settled the checks whose verdicts are final
 * @param ids every check of the look, in order
 */
export function diagnosisSoFar(
  report: Report | undefined,
  settled: ReadonlySet<string>,
  ids: readonly string[],
): Diagnosis {
  const checks = Object.fromEntries(
    Object.entries(report?.checks ?? {}).filter(([id]) => settled.has(id)),
  ) as Report['checks'];
  const known = { causes: report?.causes ?? [], checks } as Report;
  return {
    counts: [`${settled.size} of ${ids.length} checks`],
    way: wayOf(
      known,
      ids.filter((id) => !settled.has(id)),
    ),
    causes: [],
    questions: [],
    checklist: checklistOf(known, ids),
  };
}

function wayOf(report: Report, pending: readonly string[]): Diagnosis['way'] {
  return seenHops(report, pending).map(({ hop, state, detail }) => {
    const { words, tone } = HOP_STATES[state];
    return { title: hop.title, tone: state === 'awaited' ? 'awaited' : tone, words, detail };
  });
}

function checklistOf({ checks }: Report, ids: readonly string[]): Diagnosis['checklist'] {
  return ids.map((id) => {
    const check = checks[id];
    return { id, ...(check && { status: wordOf(check.status) }), summary: said(check?.summary ?? '') };
  });
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
