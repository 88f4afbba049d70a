/** What is known of each rule of the engine, and of each reason for which it leaves an event alone. */
import { CAUSES } from '../../../checks/causes.ts';
import { remedyFor, skipWords } from '../../../checks/processing/skip-reasons.ts';
import { CONNECTION_MODES } from '../../core/connection.ts';
import { RULE_GENERATIONS, type RuleGeneration, type SkipReason } from '../../core/decision.ts';
import type { NamedPage, RulePage, SkipPage } from '../../core/page.ts';
import { ENVELOPE_RULES, EVERY_RULE, LAST_RULE, MESSAGE_RULES } from '../decide/order.ts';

const EXPLAIN = 'opencx-hubspot explain --thread THREAD_ID';

export const RULE_IDS: readonly string[] = EVERY_RULE.map(({ id }) => id);

/** @param id one of `RULE_IDS` */
export function rulePage(id: string): RulePage {
  const rule = EVERY_RULE.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}.`);
  const { skips, acts } = rule;
  return {
    kind: 'rule',
    ...namedRule(rule),
    place: Object.fromEntries(
      RULE_GENERATIONS.flatMap((generation) => {
        const place = inOrder(generation).indexOf(id);
        return place < 0 ? [] : [[generation, place + 1]];
      }),
    ),
    looksAt: RULE_GENERATIONS.some((generation) => ENVELOPE_RULES[generation].some((each) => each.id === id))
      ? 'event'
      : 'message',
    skips: skips === undefined ? [] : [namedReason(skips)],
    acts: acts === undefined ? [] : [acts],
    command: EXPLAIN,
  };
}

/** A rule that is applied both before and after the message was fetched has the place of the first time. */
function inOrder(generation: RuleGeneration): string[] {
  const rules = [...ENVELOPE_RULES[generation], ...MESSAGE_RULES[generation], LAST_RULE];
  return [...new Set(rules.map(({ id }) => id))];
}

export function skipPage(reason: SkipReason): SkipPage {
  const remedy = remedyFor(reason, 'legacy-app') ?? '';
  return {
    kind: 'skip',
    ...namedReason(reason),
    remedy,
    remedyIn: CONNECTION_MODES.flatMap((mode) => {
      const other = remedyFor(reason, mode);
      return other === undefined || other === remedy ? [] : [{ mode, remedy: other }];
    }),
    rules: EVERY_RULE.filter(({ skips }) => skips === reason).map(namedRule),
    causes: Object.values(CAUSES)
      .filter(({ id }) => id === reason || id === 'event-skipped')
      .map(({ id, title }) => ({ id, title: title({}) })),
    command: EXPLAIN,
  };
}

function namedRule({ id, rule }: { id: string; rule: string }): NamedPage {
  return { id, title: rule };
}

function namedReason(reason: SkipReason): NamedPage {
  return { id: reason, title: skipWords(reason)?.meaning ?? reason };
}
