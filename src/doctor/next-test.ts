/** The one test that decides most of what a run leaves open. */
import {
  type EvidenceSet,
  FACTS,
  isEvidenceKey,
  isQuestionKey,
  QUESTIONS,
  type QuestionKey,
  questionIn,
} from '../../checks/facts.ts';
import { exampleOf, isCount } from '../../checks/impact/example.ts';
import type { ErrorKind, Evidence } from '../core/evidence.ts';
import type { Report, ReportCause } from '../core/report.ts';
import type { Verdict } from '../core/verdict.ts';
import { answering } from './command.ts';
import { checkOf, type DiagnosisContext } from './diagnose.ts';
import { POINTED_BY } from './pointed-by.ts';

type NextTest = Report['nextTest'];

export interface NextTestContext extends DiagnosisContext {
  /** The command of this run with this flag and its values besides. */
  commandWith(flag: readonly string[]): string;
}

/**
 * As long as the leading cause is not confirmed: one conversation of those that were counted, or what could take it back
 * or explain it. Else the question that settles
 * most, and what could not be told. A symptom whose checklist holds is explained by what was not looked at, so the flag
 * is named that opens it.
 */
export function nextTest(
  causes: readonly ReportCause[],
  verdicts: readonly Verdict[],
  context: NextTestContext,
): NextTest {
  const [leading] = causes;
  if (leading?.confidence === 'confirmed') return null;
  const single = leading && oneOfMany(leading, verdicts, context);
  if (single) return single;
  const manual = verdicts.filter(({ status }) => status === 'manual');
  const doubt = leading && (doubtOf(leading, verdicts) ?? reasonFor(leading, manual, context));
  if (doubt) return asked(doubt, context);
  const open = mostDecisive(manual, context) ?? verdicts.find(({ status }) => status === 'unknown');
  if (open) return asked(open, context);

  if (leading) return secondLook(leading, verdicts, context);
  return context.symptom && unopened(verdicts, context);
}

/** A count tells how many are hit; what one of them is hit by can be measured, where the run looks at more than counts. */
function oneOfMany(
  { checks: [check = ''] }: ReportCause,
  verdicts: readonly Verdict[],
  context: NextTestContext,
): NextTest {
  const { 'impact.period': counted, 'conversation.thread': named } = context.evidence as EvidenceSet;
  if (counted?.outcome !== 'ok' || named?.outcome !== 'missing') return null;
  const threadId = exampleOf(check, counted.value);
  if (threadId === undefined || verdicts.every((verdict) => isCount(verdict.check))) return null;
  const question = `Look at one of them by itself: conversation ${threadId}.`;
  return { check, question, command: context.commandWith(['--thread', threadId]) };
}

/** Of the checks of a live test, which nothing else can settle. */
const LIVE_TEST = 'proof/';

/** With the flag that gives the answer, where one does. */
function asked(verdict: Verdict, context: NextTestContext): NonNullable<NextTest> {
  const { check, question, summary } = verdict;
  if (question === undefined && check.startsWith(LIVE_TEST)) {
    return { check, question: `Make the live test (\`opencx-hubspot prove\`) once more. ${summary}` };
  }
  if (question === undefined) {
    const later = verdict.evidence.some((key) => isPassing(context.evidence[key]));
    return later
      ? { check, question: `Run it again later. ${summary}`, command: context.commandWith([]) }
      : { check, question: summary };
  }
  const key = Object.keys(QUESTIONS)
    .filter(isQuestionKey)
    .find((one) => question === questionIn(context.mode, one));
  return { check, question, ...answerTo(key, context) };
}

/** Kinds of errors that go away by themselves, as a rule. */
const PASSING: readonly ErrorKind[] = ['dns', 'refused', 'reset', 'timeout'];
const TOO_MANY_REQUESTS = 429;
const SERVER_ERRORS = 500;

/** What keeps from looking now, and perhaps no more in a while. */
function isPassing(item: Evidence<unknown> | undefined): boolean {
  if (item?.outcome !== 'error') return false;
  const { kind, status = 0 } = item.error;
  return PASSING.includes(kind) || status === TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
}

/** The command with the answer in it. A secret is no part of a command. */
function answerTo(key: QuestionKey | undefined, { commandWith }: NextTestContext): { command?: string } {
  if (key === undefined) return {};
  const pointed = POINTED_BY.find(([pointer]) => pointer === key)?.[1];
  if (pointed) return { command: commandWith(pointed) };
  return QUESTIONS[key].form.kind === 'secret-url' ? {} : { command: commandWith(answering(key)) };
}

/**
 * Where nothing is found and nobody has said how HubSpot is connected, that comes before any other question: its answer
 * changes the rest. What a command opens is measured first.
 *
 * @param questions the open ones of the same run, most useful first
 */
export function modeFirst(
  next: NextTest,
  [first]: Report['questions'],
  commandWith: NextTestContext['commandWith'],
): NextTest {
  if (first?.key !== ('connection.mode' satisfies QuestionKey) || next?.command !== undefined) return next;
  const [check = ''] = first.settles;
  return { check, question: first.text, command: commandWith(['--mode', 'MODE']) };
}

/**
 * Which conversation it is, because the rest of it can be measured then; else the first of a symptom's checklist, which
 * has the order of OpenCX's page; in a whole run the question that settles most.
 */
function mostDecisive(manual: readonly Verdict[], { symptom }: DiagnosisContext): Verdict | undefined {
  const thread = manual.find(({ question }) => question === QUESTIONS['conversation.thread'].text);
  if (thread) return thread;
  if (symptom) return manual[0];
  const settled = Map.groupBy(manual, ({ question }) => question);
  return [...settled.values()].toSorted((a, b) => b.length - a.length)[0]?.[0];
}

/** What nobody gave and a flag would open, by the first check of the checklist that it is for. */
function unopened(verdicts: readonly Verdict[], context: NextTestContext): NextTest {
  for (const verdict of verdicts.filter(({ status }) => status === 'na')) {
    const { needs = [], uses = [], notFor } = checkOf(verdict, context) ?? {};
    // It has no meaning here, so nothing that could be given would have it looked at.
    if (notFor?.[context.mode] !== undefined) continue;
    const opens = (needs.length > 0 ? needs : uses)
      .filter((key) => context.evidence[key]?.outcome === 'missing')
      .map((key) => (isEvidenceKey(key) ? FACTS[key].absent?.opens : undefined))
      .find((flags) => flags !== undefined);
    if (opens) {
      return { check: verdict.check, question: verdict.summary, command: context.commandWith(opens) };
    }
  }
  return null;
}

/** A check that found the cause and asks for what could take it back. */
function doubtOf({ checks }: ReportCause, verdicts: readonly Verdict[]): Verdict | undefined {
  return verdicts.find(({ check, question }) => question !== undefined && checks.includes(check));
}

/** An open check that could find what the cause follows from; one of the cause's own area lies nearest. */
function reasonFor(
  { id, checks }: ReportCause,
  open: readonly Verdict[],
  context: DiagnosisContext,
): Verdict | undefined {
  const reasons = open.filter((verdict) =>
    checkOf(verdict, context)?.causes.some((cause) => context.causes[cause]?.leads.includes(id)),
  );
  const areas = checks.map(areaOf);
  return reasons.find(({ check }) => areas.includes(areaOf(check))) ?? reasons[0];
}

function areaOf(check: string): string {
  return check.split('/', 1)[0] ?? check;
}

/** Nothing is open, so the best test is to look once more at what was only stated; what was measured, its fix puts to the test. */
function secondLook(
  { checks: [check] }: ReportCause,
  verdicts: readonly Verdict[],
  context: NextTestContext,
): NextTest {
  const stated = verdicts.find((verdict) => verdict.check === check && verdict.source === 'stated');
  const { needs = [], uses = [] } = (stated && checkOf(stated, context)) ?? {};
  const key = [...needs, ...uses]
    .filter(isQuestionKey)
    .find((one) => context.evidence[one]?.source === 'stated');
  return stated && key
    ? {
        check: stated.check,
        question: `Look once more: ${questionIn(context.mode, key)}`,
        ...answerTo(key, context),
      }
    : null;
}
