import { createHash } from 'node:crypto';
import { EvidenceFailure } from '../core/evidence.ts';
import type { HubSpotReader } from '../core/ports.ts';

/** Whom a token belongs to, as far as HubSpot says it. */
export interface TokenIdentity {
  /** What it wrote counts as the engine's own; without it no message counts as its app's. */
  appId?: number;
  /** Events of any other portal are left alone; without it none is known as one of another portal. */
  portalId?: number;
}

/** Whose token this is. The engine works all the same where HubSpot does not say it. */
export async function tokenIdentity(
  hubspot: Pick<HubSpotReader, 'introspect' | 'accountDetails'>,
): Promise<TokenIdentity> {
  const { appId, hubId } = (await ifSaid(hubspot.introspect())) ?? {};
  const portalId = hubId ?? (await ifSaid(hubspot.accountDetails()))?.portalId;
  return { ...(appId !== undefined && { appId }), ...(portalId !== undefined && { portalId }) };
}

async function ifSaid<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
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
