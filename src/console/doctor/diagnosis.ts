/** What the doctor has told, as the page shows it: of a look that is over, or of what is final in one under way. */
import { OWNERS } from '../../core/parties.ts';
import type { Fix, Report, ReportCause, ReportEvidence } from '../../core/report.ts';
import { STATUSES, type Status } from '../../core/verdict.ts';
import { type FormScreen, formOf } from '../../doctor/form/form.ts';
import { SECRETS_STAND_IN } from '../../doctor/typed-answers.ts';
import { safePage } from '../../redact/printable.ts';
import { causeFamilies, fixLabel, withoutCause } from '../../reporters/causes.ts';
import { evidenceText } from '../../reporters/evidence.ts';
import { questionText } from '../../reporters/form/words.ts';
import { HOP_STATES, seenHops } from '../../reporters/html/hops.ts';
import { renderOwnerPart } from '../../reporters/owner-part.ts';
import { PARTY_ACTS, STATUS_WORDS } from '../../reporters/words.ts';
import { clipped } from '../api/rows.ts';
import type { AskedScreen, Diagnosis, FoundCause, FoundFix } from '../doctor-words.ts';
import type { Link } from '../words.ts';

/** Of a text of a report, in characters. */
const LONGEST = 2_000;

export function diagnosisOf(report: Report): Diagnosis {
  const { status, summary, causes, obstacle } = report;
  return {
    status,
    counts: STATUSES.flatMap((each) => (summary[each] > 0 ? [`${summary[each]} ${wordOf(each)}`] : [])),
    ...(causes.length === 0 && { says: withoutCause(report) }),
    ...(obstacle && {
      obstacle: said(`${obstacle.title}: ${obstacle.measured}`),
      mend: obstacle.fixes.map(said),
    }),
    way: wayOf(report, []),
    causes: causeFamilies(causes).map(({ root, consequences }) => foundCause(root, consequences)),
    parts: partsOf(report),
    screens: formOf(report, { now: Date.now() }).screens.map(askedScreen),
    checklist: checklistOf(report, Object.keys(report.checks)),
    evidence: Object.entries(report.evidence).map(([id, each]) => ({
      id,
      status: HAD[each.outcome],
      summary: said(evidenceText(each)),
    })),
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
    parts: {},
    screens: [],
    checklist: checklistOf(known, ids),
    evidence: [],
  };
}

const HAD: Readonly<Record<ReportEvidence['outcome'], string>> = {
  ok: 'obtained',
  missing: 'not given',
  error: 'failed',
};

function wayOf(report: Report, pending: readonly string[]): Diagnosis['way'] {
  return seenHops(report, pending).map(({ hop, state, detail }) => {
    const { words, tone } = HOP_STATES[state];
    return { title: hop.title, tone: state === 'awaited' ? 'awaited' : tone, words, detail: said(detail) };
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

function foundCause(
  { id, title, confidence, owner, measured, expected, fixes }: ReportCause,
  consequences: readonly ReportCause[],
): FoundCause {
  return {
    id,
    title: said(title),
    confidence,
    owner: PARTY_ACTS[owner],
    measured: said(measured),
    expected: said(expected),
    fixes: fixes.map(foundFix),
    follows: consequences.map((each) => said(each.title)),
  };
}

function foundFix(fix: Fix, index: number): FoundFix {
  const { brief, steps, url, verify } = fix;
  return {
    label: fixLabel(fix, index),
    ...(brief !== undefined && { brief: said(brief) }),
    steps: steps.map(said),
    links: linkTo(url),
    ...(verify !== undefined && { verify: said(verify) }),
  };
}

const COLUMNS = 80;

function partsOf(report: Report): Diagnosis['parts'] {
  const page = { width: COLUMNS, color: false, ascii: false };
  const owners = OWNERS.filter((owner) => report.causes.some((cause) => cause.owner === owner));
  return Object.fromEntries(
    owners.map((owner) => [PARTY_ACTS[owner], safePage(renderOwnerPart(report, owner, page))]),
  );
}

function askedScreen({ place, questions }: FormScreen): AskedScreen {
  return {
    where: said(place.where),
    links: linkTo(place.url),
    questions: questions.map((question) => {
      const { key, form, known } = question;
      const instead = form.kind === 'secret-url' ? SECRETS_STAND_IN[key] : undefined;
      return {
        key,
        text: said(questionText(question)),
        kind: form.kind,
        choices:
          'choices' in form ? form.choices.map(({ value, name }) => ({ value, name: said(name) })) : [],
        ...(known !== undefined && { known: said(known) }),
        ...(instead !== undefined && { instead: `It is a secret. ${instead}, and start the console again.` }),
      };
    }),
  };
}

function linkTo(url: string | undefined): Link[] {
  return url === undefined ? [] : [{ text: 'Open the screen', url }];
}

/** A report may repeat what the portal's people have written, and a saved one what anybody has. */
export function said(text: string): string {
  return clipped(text, LONGEST);
}
