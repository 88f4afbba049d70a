import {
  type EvidenceSet,
  isQuestionKey,
  QUESTIONS,
  type QuestionKey,
  questionIn,
} from '../../checks/facts.ts';
import { CHECKS, SYMPTOMS } from '../../checks/index.ts';
import { placesFor } from '../../checks/shared/places.ts';
import type { Place } from '../core/cause.ts';
import type { Check } from '../core/check.ts';
import type { QuestionForm } from '../core/question.ts';
import type { Report } from '../core/report.ts';
import { modeOf } from './mode.ts';
import { linkFacts } from './report.ts';

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

/**
 * The open questions of a report in the order of its checklist, each once. Which conversation it is comes first: the
 * answer decides what else is open. An open check without a question of its own (a log to look at, say) is left to
 * the report, which says what would settle it.
 */
export function openQuestions(report: Report, evidence: EvidenceSet): OpenQuestion[] {
  const symptom = SYMPTOMS.find(({ id }) => id === report.symptom) ?? null;
  const mode = modeOf(evidence, symptom);
  const places = placesFor(linkFacts(evidence, mode));
  const found = new Map<QuestionKey, OpenQuestion>();
  for (const check of CHECKS) {
    const { status, question = null } = report.checks[check.id] ?? {};
    if (status !== 'manual' && question === null) continue;
    const key = questionFor(check, report);
    if (!key) continue;
    const { form, place } = QUESTIONS[key];
    const text = questionIn(mode, key);
    const asked = found.get(key) ?? { key, text, form, place: place(places), checks: [] };
    asked.checks.push(check.id);
    found.set(key, asked);
  }
  const order = (question: OpenQuestion) => (question.key === 'conversation.thread' ? 0 : 1);
  return [...found.values()].sort((a, b) => order(a) - order(b));
}

/** What the check declares first, and nobody gave, is what it asks for. */
function questionFor({ needs, uses = [] }: Check, report: Report): QuestionKey | undefined {
  const isMissing = (key: string) => (report.evidence[key]?.outcome ?? 'missing') === 'missing';
  const first = needs.find(isMissing) ?? uses.find((key) => isMissing(key) && isQuestionKey(key));
  if (first === undefined) return undefined;
  if (isQuestionKey(first)) return first;
  return needs.includes(first) && first.startsWith('conversation.') ? 'conversation.thread' : undefined;
}
