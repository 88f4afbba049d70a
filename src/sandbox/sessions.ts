/** What OpenCX keeps of a conversation, as whoever plays its part says it. */
import type { SessionState } from './portal/state.ts';
import type { Store } from './portal/store.ts';

/** All that is known of a session; what is left out stays as it was. */
export type SessionPatch = Partial<SessionState>;
export type SessionEvent = NonNullable<SessionState['history']>[number];

/** Makes the session, or brings it up to date. */
export function keepSession(store: Store, id: string, patch: SessionPatch): void {
  const { sessions } = store.state.openCx;
  const now = store.now();
  const before = sessions[id] ?? newSession(now, Object.keys(sessions).length);
  sessions[id] = { ...before, ...patch, updated_at: now };
}

const FIRST_NUMBER = 101;

function newSession(now: string, others: number): SessionState {
  return {
    status: 'open',
    ai_closure_type: null,
    sentiment: null,
    channel: { type: 'web' },
    ticket_number: FIRST_NUMBER + others,
    assist_mode: false,
    created_at: now,
    updated_at: now,
  };
}
