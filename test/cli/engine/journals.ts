/** Journals that an engine would have left behind. */
import { join } from 'node:path';
import type { WebhookEvent } from '../../../src/core/event.ts';
import { decideMessage } from '../../../src/engine/decide/decide.ts';
import { keysOf } from '../../../src/engine/decide/keys.ts';
import type { EventOutcome } from '../../../src/engine/effects.ts';
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { folderWith } from '../../config/folder.ts';
import { event, given, thread } from '../../engine/decide/builders.ts';
import { CHAT } from './engine.ts';

/** Long past by any clock. */
export const T0 = Date.parse('2020-01-10T10:00:00Z');
export const MINUTE = 60_000;

export const DONE: EventOutcome = { status: 'done', summary: 'The AI answered.' };
export const FAILED: EventOutcome = {
  status: 'failed',
  reason: 'timeout',
  summary: 'HubSpot did not answer.',
};
export const OWNED_BY_A_REP: EventOutcome = {
  status: 'skipped',
  reason: 'owner-not-ai-user',
  summary: 'Somebody else owns it.',
};

/** A message in the portal's chat. */
export function chatMessage(over: Partial<WebhookEvent> = {}): WebhookEvent {
  return event({
    portalId: 1020304,
    objectId: CHAT.threadId,
    messageId: CHAT.messageId,
    occurredAt: T0,
    ...over,
  });
}

/** One event of a journal, and how it ended; left open where nothing is said. */
export interface Past {
  event?: WebhookEvent;
  outcome?: EventOutcome;
}

/** A journal in a folder of its own. */
export async function journalOf(...past: readonly Past[]): Promise<string> {
  const file = join(await folderWith(), 'engine.journal');
  await writeJournal(file, past);
  return file;
}

/** A journal whose events came a minute apart from `T0` on; a skipped one has the decision that skipped it. */
export async function writeJournal(file: string, past: readonly Past[]): Promise<void> {
  const journal = await openSqliteJournal(file);
  for (const [index, { event = chatMessage({ messageId: `m${index + 1}` }), outcome }] of past.entries()) {
    const at = T0 + index * MINUTE;
    const [accepted] = await journal.accept(keysOf([event]), at);
    if (!outcome || !accepted) continue;
    await journal.begin(accepted.id, at + 1);
    if (outcome.status === 'skipped') {
      const decision = decideMessage(event, given({ thread: thread({ assignedTo: 'A-7002' }) }));
      await journal.record({ eventId: accepted.id, at: at + 2, kind: 'decision', data: decision });
    }
    await journal.finish(accepted.id, at + 3, outcome);
  }
  await journal.close();
}
