import { createHash } from 'node:crypto';
import { EvidenceFailure } from '../core/evidence.ts';
import type { HubSpotReader } from '../core/ports.ts';

/**
 * The app whose token this is: what it wrote counts as the engine's own. Undefined where HubSpot does not say; the
 * engine works all the same, and then no message counts as its app's.
 */
export async function ownApp(hubspot: Pick<HubSpotReader, 'introspect'>): Promise<number | undefined> {
  try {
    return (await hubspot.introspect()).appId;
  } catch (error) {
    if (error instanceof EvidenceFailure) return undefined;
    throw error;
  }
}

/**
 * The session id of a thread: a UUID made of a digest of the thread's id (RFC 9562, version 8), so that a thread has
 * the same session after every restart and on every machine.
 */
export function sessionIdOf(threadId: string): string {
  const digest = createHash('sha256').update(`hubspot-thread:${threadId}`).digest('hex');
  const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0b0011) | 0b1000).toString(16);
  const groups = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    variant + digest.slice(17, 20),
    digest.slice(20, 32),
  ];
  return groups.join('-');
}
