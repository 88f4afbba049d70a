import type { Action, Decision } from '../../core/decision.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';

const EMAIL_CHANNEL = '1002';

/**
 * What would be done because of a decision, in order, in the names of the engine's effects. A reply may turn out as
 * a handoff or as silence: that is the AI's choice and no rule's, so the reply stands for it.
 *
 * @param channelId channel that the message came by; on email the engine waits first, so that concurrent workflows
 *   can finish (OpenCX docs, "Webhook Reference")
 */
export function effectsOf(
  decision: Decision,
  settings: EngineSettings,
  session: EngineSession | null,
  channelId?: string,
): string[] {
  const { action } = decision;
  if (action === null) return [];
  const isEmail = channelId === EMAIL_CHANNEL && settings.emailDelayMs > 0;
  const isFirst = session === null && (action === 'reply' || action === 'draft');
  return [
    ...(isEmail && SENDING.includes(action) ? [`wait ${settings.emailDelayMs} ms (email)`] : []),
    ...(isFirst ? ['save-session'] : []),
    ...EFFECTS_OF_ACTION[action],
  ];
}

/** Actions on a message that send something. */
const SENDING: readonly Action[] = ['reply', 'draft', 'deliver'];

const EFFECTS_OF_ACTION: Readonly<Record<Action, readonly string[]>> = {
  reply: ['post-message'],
  draft: ['post-comment'],
  deliver: ['deliver'],
  'sync-property': ['save-session'],
  'open-session': ['save-session'],
  'mark-handed-off': ['save-session'],
  // The journal keeps it with the event; nothing further happens.
  store: [],
};
