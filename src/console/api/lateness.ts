import type { Journal } from '../../engine/journal/journal.ts';
import { backlogOf } from '../../engine/watch/status.ts';
import { waitingLine } from '../../reporters/engine-status.ts';

/** How long nothing is asked again, in milliseconds: it is told in minutes. */
const ASK_AGAIN_MS = 1_000;

/**
 * Looks whether the engine of a journal is too far behind.
 *
 * @returns the sentence where it is, and null where it is not; undefined where that is nothing new
 */
export function latenessOf(journal: Pick<Journal, 'oldestOpen'>): () => Promise<string | null | undefined> {
  let told: string | null | undefined;
  let notBefore = 0;
  return async () => {
    if (performance.now() < notBefore) return undefined;
    const backlog = backlogOf(await journal.oldestOpen(), Date.now());
    notBefore = performance.now() + ASK_AGAIN_MS;
    const said = backlog.isFarBehind ? (waitingLine(backlog) ?? null) : null;
    if (said === told) return undefined;
    told = said;
    return said;
  };
}
