/** Answers that are webhook URLs: secrets, of which no more is kept than comparisons need. */
import { type AnswerKey, QUESTIONS } from '../../checks/facts.ts';
import { readWebhookUrl } from '../config/webhook-url.ts';
import type { Secret } from '../core/secret.ts';

/** Webhook URLs that were written in clear, by the answer that they were given as. */
export type ClearUrls = Partial<Record<AnswerKey, Secret>>;

/** Whether the answer is a webhook URL, which is kept as a fingerprint only. */
export function isUrlAnswer(key: AnswerKey): boolean {
  return QUESTIONS[key].form.kind === 'secret-url';
}

/** The same URL again as a secret, for the one thing that needs it in clear: the test POST to the target. */
export function clearUrl(key: AnswerKey, value: unknown): ClearUrls {
  const clear = isUrlAnswer(key) && typeof value === 'string' ? readWebhookUrl(value).clear : undefined;
  return clear ? { [key]: clear } : {};
}
