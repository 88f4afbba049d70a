import type { Evidence } from '../../src/core/evidence.ts';
import { obtained } from '../shared/obtained.ts';

/**
 * The actor id of a HubSpot user, `A-7001`, from either form in which OpenCX shows the Default User ID
 * (`7001` or `A-7001`). Undefined where there is no id.
 */
export function agentActorId(userId: string): string | undefined {
  const digits = userId.trim().replace(/^a-/i, '');
  return digits === '' ? undefined : `A-${digits}`;
}

/** The actor id of the OpenCX AI user, where the Default User ID is known. */
export function aiUserOf(defaultUserId: Evidence<string>): string | undefined {
  const userId = obtained(defaultUserId);
  return userId === undefined ? undefined : agentActorId(userId);
}
