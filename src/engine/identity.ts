import { createHash } from 'node:crypto';
import { type EvidenceError, EvidenceFailure } from '../core/evidence.ts';
import type { HubSpotReader } from '../core/ports.ts';

/** Whom a token belongs to, as far as HubSpot says it. */
export interface TokenIdentity {
  /** What it wrote counts as the engine's own; without it no message counts as its app's. */
  appId?: number;
  /** Events of any other portal are left alone; without it none is known as one of another portal. */
  portalId?: number;
}

/** What HubSpot says of a token when it is asked whose it is. */
export interface TokenLook {
  identity: TokenIdentity;
  /** The scopes that the token has; absent where HubSpot did not list them. */
  scopes?: readonly string[];
  /** Why the account's details could not be had, where HubSpot told nothing else of the token either. */
  failure?: EvidenceError;
}

type Asked = Pick<HubSpotReader, 'introspect' | 'accountDetails'>;

/** Whose token this is. The engine works all the same where HubSpot does not say it. */
export async function tokenIdentity(hubspot: Asked): Promise<TokenIdentity> {
  return (await lookAtToken(hubspot)).identity;
}

/** As `tokenIdentity`, with what else HubSpot says of the token on that occasion. */
export async function lookAtToken(hubspot: Asked): Promise<TokenLook> {
  const told = await orFailure(hubspot.introspect());
  const { appId, hubId, scopes } = 'answer' in told ? told.answer : {};
  const ofApp = appId === undefined ? {} : { appId };
  if (hubId !== undefined) return { identity: { ...ofApp, portalId: hubId }, ...(scopes && { scopes }) };
  const details = await orFailure(hubspot.accountDetails());
  if ('answer' in details)
    return { identity: { ...ofApp, portalId: details.answer.portalId }, ...(scopes && { scopes }) };
  return { identity: ofApp, ...(scopes ? { scopes } : { failure: details.failure }) };
}

async function orFailure<T>(answer: Promise<T>): Promise<{ answer: T } | { failure: EvidenceError }> {
  try {
    return { answer: await answer };
  } catch (error) {
    if (error instanceof EvidenceFailure) return { failure: error.error };
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
