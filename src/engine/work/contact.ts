import { type Effect, EffectFailed, perform } from '../effects.ts';
import type { EngineSession } from '../session.ts';
import type { ConversationView } from './answer.ts';
import { note } from './outcomes.ts';

type ContactPart = Pick<EngineSession, 'contactId' | 'contactEmail'>;

/**
 * The customer's contact, found by email and created where there is none. Whatever fails on the way is noted and
 * stops nothing (OpenCX troubleshooting page, "Limits & timing").
 */
export function* findContact(view: ConversationView): Generator<Effect, ContactPart, unknown> {
  const email = view.session.contactEmail ?? (yield* withoutFailing(emailOfThread(view)));
  if (!email) {
    yield* note('The customer has no email address that is known, so no contact was looked for.');
    return {};
  }
  const contactId = yield* withoutFailing(contactWith(email));
  return { contactEmail: email, ...(contactId !== undefined && { contactId }) };
}

/** HubSpot's contact of the thread; the id may also be that of a visitor who is no contact. */
function* emailOfThread({ thread }: ConversationView): Generator<Effect, string | undefined, unknown> {
  if (thread.contactId === undefined) return undefined;
  const contact = yield* perform({ kind: 'find-contact-by-id', contactId: thread.contactId });
  return contact?.email;
}

function* contactWith(email: string): Generator<Effect, string, unknown> {
  const contact = yield* perform({ kind: 'find-contact', email });
  if (contact !== null) return contact.id;
  const { contactId } = yield* perform({ kind: 'create-contact', email });
  return contactId;
}

function* withoutFailing<T>(step: Generator<Effect, T, unknown>): Generator<Effect, T | undefined, unknown> {
  try {
    return yield* step;
  } catch (error) {
    if (!(error instanceof EffectFailed)) throw error;
    yield* note(`The handoff goes on without a contact (${error.reason}): ${error.message}`);
    return undefined;
  }
}
