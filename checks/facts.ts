/**
 * Every fact that checks can rest on, and the tables that are derived from them. A fact that is added to its area
 * stands in all of them.
 */
import type { ConnectionMode } from '../src/core/connection.ts';
import type { Evidence } from '../src/core/evidence.ts';
import type { Question } from '../src/core/question.ts';
import { accountFacts } from './account/facts.ts';
import { conversationFacts } from './conversation/facts.ts';
import { crmFacts } from './crm/facts.ts';
import { defaultUserFacts } from './default-user/facts.ts';
import { deliveryFacts } from './deliveries/facts.ts';
import { handoffFacts } from './handoff/facts.ts';
import { impactFacts } from './impact/facts.ts';
import { logFacts } from './logs/facts.ts';
import { oauthFacts } from './oauth/facts.ts';
import { opencxFacts } from './opencx/facts.ts';
import { processingFacts } from './processing/facts.ts';
import { projectFacts } from './project/facts.ts';
import { proofFacts } from './proof/facts.ts';
import { scopeFacts } from './scopes/facts.ts';
import { type Pointer, pointer } from './shared/answers.ts';
import type { AnswerOf, Fact, ValueOf } from './shared/fact.ts';
import { tokenFacts } from './token/facts.ts';
import { webhookFacts } from './webhooks/facts.ts';

const ALL = {
  ...tokenFacts,
  ...oauthFacts,
  ...scopeFacts,
  ...accountFacts,
  ...opencxFacts,
  ...defaultUserFacts,
  ...projectFacts,
  ...webhookFacts,
  ...deliveryFacts,
  ...conversationFacts,
  ...handoffFacts,
  ...processingFacts,
  ...logFacts,
  ...crmFacts,
  ...impactFacts,
  ...proofFacts,
};

type All = typeof ALL;
export type EvidenceKey = keyof All;
export type EvidenceValues = { [K in EvidenceKey]: ValueOf<All[K]> };
export type EvidenceSet = { [K in EvidenceKey]?: Evidence<EvidenceValues[K]> };

/** Everything that a run can ask a person: what no API tells, and which conversation it is about. */
export type QuestionKey = {
  [K in EvidenceKey]: [AnswerOf<All[K]>] extends [never] ? never : K;
}[EvidenceKey];

/** What a person can tell that no API tells; the keys of an answers file. */
export type AnswerKey = {
  [K in QuestionKey]: AnswerOf<All[K]> extends Pointer ? never : K;
}[QuestionKey];
export type AnswerValues = { [K in AnswerKey]: AnswerOf<All[K]> };

/** By key. */
export const FACTS = ALL as { readonly [K in EvidenceKey]: Fact<EvidenceValues[K]> };

export const EVIDENCE_KEYS = Object.keys(FACTS) as EvidenceKey[];

/** In the words of the field; a key that is not known here stands for itself. */
export function titleOf(key: string): string {
  return isEvidenceKey(key) ? FACTS[key].title : key;
}

export function isEvidenceKey(key: string): key is EvidenceKey {
  return Object.hasOwn(FACTS, key);
}

export const QUESTIONS = Object.fromEntries(
  EVIDENCE_KEYS.flatMap((key) => {
    const { ask } = FACTS[key];
    if (!ask) return [];
    const { text, textIn, place, answer } = ask;
    return [[key, { key, text, ...(textIn && { textIn }), form: answer.form, place }]];
  }),
) as Readonly<Record<QuestionKey, Question & { key: QuestionKey }>>;

/** The question as it is put where HubSpot is connected in this way. */
export function questionIn(mode: ConnectionMode, key: QuestionKey): string {
  const { text, textIn } = QUESTIONS[key];
  return textIn?.[mode] ?? text;
}

export function isQuestionKey(key: string): key is QuestionKey {
  return Object.hasOwn(QUESTIONS, key);
}

export const ANSWER_KEYS = EVIDENCE_KEYS.filter(isAnswerKey);

export function isAnswerKey(key: string): key is AnswerKey {
  const answer = isEvidenceKey(key) ? FACTS[key].ask?.answer : undefined;
  return answer !== undefined && answer !== pointer;
}
