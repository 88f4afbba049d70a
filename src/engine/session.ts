/** What the engine remembers of one conversation: its own side of an OpenCX session. */
export interface EngineSession {
  /** One session a thread. */
  threadId: string;
  /** UUID derived from the thread id, so that the same thread always has the same session. */
  sessionId: string;
  status: 'open' | 'handed-off' | 'resolved';
  ticketId?: string;
  /** The engine closed the ticket after a resolution; a handoff opens it again. */
  ticketClosed?: boolean;
  contactId?: string;
  /** Of the customer; personal. */
  contactEmail?: string;
  /** Ticket properties copied from HubSpot, and what the responder put there. */
  customData: Readonly<Record<string, string>>;
  /** Since the handoff somebody other than the AI user has owned the thread; if the AI user owns it again, the AI resumes. */
  leftAiUser: boolean;
}
