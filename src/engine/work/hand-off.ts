import { agentActor } from '../decide/actors.ts';
import { type Effect, type EffectFailed, perform, type Response, type Turn, type Work } from '../effects.ts';
import type { EngineSession } from '../session.ts';
import type { ConversationView } from './answer.ts';
import { attempt } from './attempt.ts';
import { findContact } from './contact.ts';
import { handoffComment } from './handoff-texts.ts';
import { done, failed, note, sentences } from './outcomes.ts';
import { ownProperties } from './properties.ts';
import { provideTicket } from './ticket.ts';

export type HandoffResponse = Extract<Response, { kind: 'handoff' }>;

export interface HandoffView extends ConversationView {
  response: HandoffResponse;
  turns: readonly Turn[];
  /** Sends the customer a message. */
  post(text: string): Generator<Effect, unknown, unknown>;
}

/**
 * Hands a conversation to the reps in the documented order (OpenCX docs, "Handoff & Sync"): contact, ticket, comment,
 * assignment, custom data. A step that fails does not keep the others from being made, but the event then counts as
 * failed; only the contact may be missing (OpenCX troubleshooting page, "Limits & timing").
 *
 * The AI falls silent only when something of it can be seen in HubSpot: a customer whom nobody knows of would be
 * left alone by AI and reps alike.
 */
export function* handOff(view: HandoffView): Work {
  const { settings, thread, message, response, post } = view;
  const failures: EffectFailed[] = [];
  if (response.text !== undefined) yield* attempt(post(response.text), failures);

  const contact = yield* findContact(view);
  let session: EngineSession = { ...view.session, ...contact };
  const ticket = yield* attempt(provideTicket({ ...view, session }), failures);
  session = { ...session, ...(ticket && { ticketId: ticket.ticketId, ticketClosed: false }) };
  // Kept at once: a ticket that is known is never made again.
  yield* perform({ kind: 'save-session', session });

  const text = handoffComment(response, session, settings);
  const comment = yield* attempt(
    perform({ kind: 'post-comment', threadId: thread.id, text, inReplyTo: message }),
    failures,
  );
  if (ticket || comment) {
    yield* perform({
      kind: 'save-session',
      session: { ...session, status: 'handed-off', leftAiUser: false },
    });
  }
  yield* attempt(assign(view), failures);
  if (ticket) yield* attempt(pushCustomData(session, ticket.ticketId), failures);
  return outcome(ticket?.summary, failures);
}

function* assign({ settings, thread }: HandoffView): Generator<Effect, void, unknown> {
  const actorId = agentActor(settings.aiUser);
  if (actorId !== undefined) yield* perform({ kind: 'assign-thread', threadId: thread.id, actorId });
}

function* pushCustomData({ customData }: EngineSession, ticketId: string): Generator<Effect, void, unknown> {
  const properties = ownProperties(customData);
  if (Object.keys(properties).length === 0)
    return yield* note('The session has no custom data for the ticket.');
  yield* perform({ kind: 'update-ticket', ticketId, properties });
}

function outcome(ticketSummary: string | undefined, failures: readonly EffectFailed[]) {
  const [first] = failures;
  if (first === undefined) return done(sentences('Handed off.', ticketSummary));
  const missing = failures.map(({ effect, message }) => `${effect}: ${message}`);
  return failed(first.reason, sentences('Handed off in part.', ticketSummary, ...missing));
}
