/** Answers in whose place something better is used: what was read in a file, or measured. */
import type { AnswerKey, EvidenceSet, EvidenceValues } from '../../checks/facts.ts';
import type { AnswerNote } from '../core/answer-note.ts';
import type { Source } from '../core/evidence.ts';
import type { Answer, Answers } from '../core/given.ts';
import { REQUIRED_EVENTS } from '../core/hubspot/webhooks.ts';
import { isSameAnswer, shownValue } from './same-answer.ts';

/** What a source is called that has no name of its own, such as a file's. */
const SOURCE_NAMES: Partial<Record<Source, string>> = {
  live: 'HubSpot itself',
  file: 'a file',
  tested: 'a live test',
};

/** What a webhook setting says in the words of its answer, which knows no events but those that OpenCX needs. */
const AS_ANSWERED: { readonly [K in AnswerKey]?: (value: EvidenceValues[K]) => unknown } = {
  'webhooks.targetUrl': (url) => url,
  'webhooks.throttle': ({ limit }) => limit,
  'webhooks.subscriptions': (subscriptions) => needed(subscriptions.map(({ event }) => event)),
  'webhooks.paused': needed,
  'webhooks.ticketProperties': (properties) => properties,
};

function needed(events: readonly string[]): string[] {
  return REQUIRED_EVENTS.filter((event) => events.includes(event));
}

/**
 * A note for each answer about a webhook setting that does not count, since a file or HubSpot itself says otherwise. What
 * else is measured is not asked.
 */
export function outweighedAnswers(evidence: EvidenceSet, answers: Answers): AnswerNote[] {
  return Object.entries(AS_ANSWERED).flatMap(([name, read]) => {
    const key = name as AnswerKey;
    const [item, answer] = [evidence[key], answers[key]];
    if (!answer || item?.outcome !== 'ok') return [];
    const better = SOURCE_NAMES[item.source];
    const found = (read as (value: unknown) => unknown)(item.value);
    if (better === undefined || isSameAnswer(answer, { value: found })) return [];
    return [noteOn(key, answer, { value: found, from: item.origin ?? better })];
  });
}

function noteOn(key: AnswerKey, answer: Answer, found: { value: unknown; from: string }): AnswerNote {
  const [said, shown] = [shownValue(answer.value), shownValue(found.value)];
  const who = answer.by === undefined ? 'an answer' : answer.by;
  const others = said === shown ? `another one in ${found.from}` : `${shown} in ${found.from}`;
  return {
    kind: 'outweighed',
    key,
    text: `"${key}" is ${said} by ${who}, and ${others}. What stands in ${found.from} counts.`,
    said: [
      {
        value: said,
        from: who,
        ...(answer.by !== undefined && { by: answer.by }),
        ...(answer.at !== undefined && { at: answer.at }),
      },
      { value: shown, from: found.from },
    ],
  };
}
