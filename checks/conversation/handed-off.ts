import type { Session } from '../../src/core/opencx.ts';

/** Whether OpenCX says that it handed this conversation to a human. */
export function isHandedOff(session: Session): boolean {
  return session.handedOff || session.closure === 'handed_off';
}
