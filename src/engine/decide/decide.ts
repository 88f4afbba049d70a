/**
 * What the engine does with one event and why: `act` or `skip` by the first rule that does not let it pass. The
 * engine, `explain` and the doctor ask it alike; it does no IO and never throws.
 */
import type { Decision, RuleStep } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';
import type { Message, Thread } from '../../core/hubspot/records.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';
import { ENVELOPE_RULES, LAST_RULE, MESSAGE_RULES } from './order.ts';
import type { Conclusion, DuplicateOf, EnvelopeView, Inspection, MessageView, Rule } from './rule.ts';

export interface EnvelopeGiven {
  settings: EngineSettings;
  duplicateOf: DuplicateOf;
}

export interface MessageGiven {
  settings: EngineSettings;
  message: Message;
  thread: Thread;
  /** null: the thread has no session yet. */
  session: EngineSession | null;
  /** As for the envelope; left out: no duplicate. */
  duplicateOf?: DuplicateOf;
}

/**
 * What the engine does with an event, as far as the event itself tells; null where the message and its thread must
 * be fetched first. Never throws.
 */
export function decideEnvelope(event: WebhookEvent, given: EnvelopeGiven): Decision | null {
  const view = { event, ...given };
  const { steps, last } = applyInOrder(ENVELOPE_RULES[given.settings.generation], view);
  return last === null ? null : concluded(steps, last);
}

/**
 * What the engine does with an event whose message has been fetched. Goes through the rules of the envelope first,
 * so that the decision tells the whole way. Never throws.
 */
export function decideMessage(event: WebhookEvent, given: MessageGiven): Decision {
  const view: MessageView = { event, duplicateOf: null, ...given };
  const { generation } = given.settings;
  const rules = [...ENVELOPE_RULES[generation], ...MESSAGE_RULES[generation]];
  const { steps, last } = applyInOrder(rules, view);
  if (last !== null) return concluded(steps, last);
  const answer = LAST_RULE.inspect(view);
  return concluded([...steps, stepOf(LAST_RULE, answer)], answer);
}

interface Applied {
  steps: RuleStep[];
  /** null: every rule let the event pass. */
  last: Conclusion | null;
}

/** Applies rules until one does not let the event pass. */
function applyInOrder<View extends EnvelopeView>(rules: readonly Rule<View>[], view: View): Applied {
  const steps: RuleStep[] = [];
  for (const rule of rules) {
    if (rule.applies?.(view) === false) continue;
    const inspection = rule.inspect(view);
    steps.push(stepOf(rule, inspection));
    if (inspection.outcome !== 'pass') return { steps, last: inspection };
  }
  return { steps, last: null };
}

function stepOf(rule: Pick<RuleStep, 'id' | 'rule'>, { input, outcome }: Inspection): RuleStep {
  return { id: rule.id, rule: rule.rule, input, outcome };
}

function concluded(rules: readonly RuleStep[], last: Conclusion): Decision {
  return {
    outcome: last.outcome,
    reason: last.outcome === 'skip' ? last.reason : null,
    action: last.outcome === 'act' ? last.action : null,
    rules,
    flip: last.flip,
  };
}
