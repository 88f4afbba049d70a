/** What is asked of whoever runs the tool where a fact was not given: a question, or nothing that a person could answer. */
import { FACTS, isAnswerKey, isEvidenceKey, questionIn } from '../../checks/facts.ts';
import type { Absent } from '../../checks/shared/fact.ts';
import type { ConnectionMode } from '../core/connection.ts';
import type { Evidence, EvidenceByKey } from '../core/evidence.ts';
import type { Judgement } from '../core/verdict.ts';

/** What decides whom there is to ask about. */
export interface AskingContext {
  mode: ConnectionMode;
  /** `unnamed` leaves checks on a conversation out; `wanted` makes "which one?" an open question. */
  conversation: 'named' | 'wanted' | 'unnamed';
}

const NO_CONVERSATION: Absent = {
  status: 'na',
  summary: 'No conversation was named; name one with --thread, --ticket, --session or --contact.',
};

export function requestFor(key: string, evidence: EvidenceByKey, context: AskingContext): Absent {
  const ofConversation = key.startsWith('conversation.');
  if (ofConversation && context.conversation === 'unnamed') return NO_CONVERSATION;
  if (isAnswerKey(key)) {
    return { status: 'manual', summary: 'Nobody has said yet.', question: questionIn(context.mode, key) };
  }
  const absent = isEvidenceKey(key) ? FACTS[key].absent : undefined;
  if (absent) return { ...absent, summary: [absent.summary, ...triedInVain(evidence[key])].join(' ') };
  if (ofConversation && context.conversation === 'named')
    return { status: 'na', summary: whyMissing(evidence[key]) };
  // Which conversation it is can be asked as well, but only where none was named.
  if (ofConversation) {
    return {
      status: 'manual',
      summary: NO_CONVERSATION.summary,
      question: questionIn(context.mode, 'conversation.thread'),
    };
  }
  return { status: 'na', summary: whyMissing(evidence[key]) };
}

export function putTo({ status, summary, question = summary }: Absent): Judgement {
  return status === 'na' ? { status, summary } : { status, summary, question };
}

/** Why it was not had from where it was asked for, which is no other sentence than the one on its not being given. */
function triedInVain(item: Evidence<unknown> | undefined): string[] {
  return item?.outcome === 'missing' && item.calls > 0 ? [item.why] : [];
}

export function whyMissing(item: Evidence<unknown> | undefined): string {
  return item?.outcome === 'missing' ? item.why : 'What was named does not lead to it.';
}
