/** Who holds a conversation: the OpenCX AI user, or a human after a handoff. */
import type { Evidence } from '../../src/core/evidence.ts';
import { userNumber } from '../../src/core/hubspot/user-id.ts';
import type { Session } from '../../src/core/opencx.ts';
import { obtained } from '../shared/obtained.ts';

/**
 * The actor id of a HubSpot user, `A-7001`, from either form in which OpenCX shows the Default User ID
 * (`7001` or `A-7001`). Undefined where there is no id.
 */
export function agentActorId(userId: string): string | undefined {
  const number = userNumber(userId);
  return number && `A-${number}`;
}

/** The actor id of the OpenCX AI user, where the Default User ID is known. */
export function aiUserOf(defaultUserId: Evidence<string>): string | undefined {
  const userId = obtained(defaultUserId);
  return userId === undefined ? undefined : agentActorId(userId);
}

/** Whether OpenCX says that it handed this conversation to a human. */
export function isHandedOff(session: Session): boolean {
  return session.handedOff || session.closure === 'handed_off';
}
