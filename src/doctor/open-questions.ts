import {
  type EvidenceSet,
  isQuestionKey,
  QUESTIONS,
  type QuestionKey,
  questionIn,
} from '../../checks/facts.ts';
import { CHECK_IDS, CHECKS } from '../../checks/index.ts';
import { placesFor } from '../../checks/shared/places.ts';
import type { Place } from '../core/cause.ts';
import type { Check } from '../core/check.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../core/connection.ts';
import type { QuestionForm } from '../core/question.ts';
import type { Report, ReportQuestion } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';
import { linkFacts } from './portal.ts';

/** A question that a report leaves open, ready to be put to a person. */
export interface OpenQuestion {
  key: QuestionKey;
  text: string;
  form: QuestionForm;
  /** Where the answer is found. */
  place: Place;
  /** The checks that the answer settles. */
  checks: string[];
}

/** As much of the report on another way of connecting as tells it from this one. */
export interface FoundInMode extends Pick<Report, 'causes'> {
  checks: Readonly<Record<string, { status: Status; question?: string | null } | undefined>>;
}

/** Their answers decide what else is open, so they come first, each by itself. */
export const DECIDES_THE_REST: readonly QuestionKey[] = ['connection.mode', 'conversation.thread'];

const SESSION = 'conversation.session';

/**
 * The open questions of a report, most useful first, each once, those of one screen together. How HubSpot is connected
 * and which conversation it is come first: the answers decide what else is open. An open check without a question of its
 * own (a log to look at, say) is left to the report, which says what would settle it.
 *
 * @param inMode what the report would be if somebody said that HubSpot is connected in this way
 */
export function openQuestions(
  report: Report,
  evidence: EvidenceSet,
  inMode?: (mode: ConnectionMode) => FoundInMode,
): OpenQuestion[] {
  const { mode, by } = report.connection;
  const places = placesFor(linkFacts(evidence, mode));
  const found = new Map<QuestionKey, OpenQuestion>();
  const ask = (key: QuestionKey, checks: readonly string[]) => {
    const { form, place } = QUESTIONS[key];
    const text = questionIn(mode, key);
    const asked = found.get(key) ?? { key, text, form, place: place(places), checks: [] };
    asked.checks.push(...checks);
    found.set(key, asked);
  };
  if (by === 'assumed' && inMode) {
    const others = CONNECTION_MODES.filter((other) => other !== mode).map(inMode);
    const decided = CHECK_IDS.filter(
      (id) => !isAccepted(id, report) && others.some((other) => differs(id, report, other)),
    );
    if (decided.length > 0) ask('connection.mode', decided);
  }
  for (const check of CHECKS) {
    const { status, question = null } = report.checks[check.id] ?? {};
    if (isAccepted(check.id, report) || (status !== 'manual' && question === null)) continue;
    const key = QUESTION_KEYS.find((one) => questionIn(mode, one) === question) ?? questionFor(check, report);
    if (key) ask(key, [check.id]);
  }
  return byScreen([...found.values()].sort((a, b) => rank(a, report) - rank(b, report)));
}

/** What one screen shows stands together, where the most useful of its questions stands: it is opened once. */
function byScreen(questions: readonly OpenQuestion[]): OpenQuestion[] {
  const groups = Map.groupBy(questions, ({ key, place }) =>
    DECIDES_THE_REST.includes(key) ? key : screenOf(place),
  );
  return [...groups.values()].flat();
}

/** What tells one screen from another. */
export function screenOf({ where, url }: Place): string {
  return url ?? where;
}

const QUESTION_KEYS = Object.keys(QUESTIONS) as QuestionKey[];

/** What decides the rest, then, in a whole run, what settles most; a symptom's checklist has the order of OpenCX's page. */
function rank({ key, checks }: OpenQuestion, { symptom }: Report): number {
  if (DECIDES_THE_REST.includes(key))
    return DECIDES_THE_REST.indexOf(key) - CHECKS.length - DECIDES_THE_REST.length;
  return symptom === null ? -checks.length : 0;
}

/** The open questions as a report lists them; `inMode` as for `openQuestions`. */
export function questionsOf(
  report: Report,
  evidence: EvidenceSet,
  inMode: (mode: ConnectionMode) => FoundInMode,
): ReportQuestion[] {
  return openQuestions(report, evidence, inMode).map(({ key, text, form, place, checks }) => ({
    key,
    kind: form.kind,
    ...('choices' in form && { choices: form.choices.map(({ value }) => value) }),
    text,
    where: place.where,
    ...(place.url !== undefined && { url: place.url }),
    settles: checks,
  }));
}

/** What somebody knows of and leaves as it is needs no answer. */
function isAccepted(id: string, { checks }: Report): boolean {
  return checks[id]?.suppressed !== undefined;
}

/** Needing nobody: what passes in one way of connecting and has no meaning in another is no reason to ask. */
const SETTLED: readonly (Status | undefined)[] = ['pass', 'na', undefined];

/** Whether the other report finds or asks something else of a check, or mends it on other screens. */
function differs(id: string, report: Report, other: FoundInMode): boolean {
  const one = report.checks[id];
  const two = other.checks[id];
  if (one?.status !== two?.status && !(SETTLED.includes(one?.status) && SETTLED.includes(two?.status)))
    return true;
  if ((one?.question ?? null) !== (two?.question ?? null)) return true;
  return fixesOf(id, report) !== fixesOf(id, other);
}

/** Without the flag that names the way of connecting, which every fix repeats. */
function fixesOf(id: string, { causes }: Pick<Report, 'causes'>): string {
  const found = causes.filter(({ checks }) => checks.includes(id));
  if (found.length === 0) return '';
  return JSON.stringify(found.map(({ fixes }) => fixes)).replaceAll(/ --mode [a-z-]+/g, '');
}

/**
 * The first of what the check cannot do without that nobody gave, or else the session, which tells what OpenCX made of the
 * conversation: what a check uses besides settles no question of its own.
 */
function questionFor({ needs, uses = [] }: Check, report: Report): QuestionKey | undefined {
  const isMissing = (key: string) => (report.evidence[key]?.outcome ?? 'missing') === 'missing';
  const first = needs.find(isMissing) ?? uses.find((key) => key === SESSION && isMissing(key));
  if (first === undefined || first === SESSION) return first;
  if (isQuestionKey(first)) return first;
  return first.startsWith('conversation.') ? 'conversation.thread' : undefined;
}
