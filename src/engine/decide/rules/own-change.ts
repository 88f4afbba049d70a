import type { WebhookEvent } from '../../../core/event.ts';
import { isHelpDeskNote, isOwnerChange, isTicketChange } from '../event-kinds.ts';
import { type EnvelopeView, pass, type Rule, skip } from '../rule.ts';

/** HubSpot docs, webhooks guide: `changeSource` and `sourceId` tell who made a change, not in every event. */
export const ownChange: Rule<EnvelopeView> = {
  id: 'own-change',
  rule: 'What the integration itself changed in HubSpot comes back as an event, and is left alone.',
  applies: ({ event }) => isTicketChange(event) || isOwnerChange(event) || isHelpDeskNote(event),
  inspect({ event, settings }) {
    const byOwnApp = settings.appId !== undefined && appBehind(event) === settings.appId;
    const input = { changeSource: event.changeSource ?? null, byOwnApp };
    return byOwnApp ? skip('self-caused', input, null) : pass(input);
  },
};

/** The app that made a change; undefined where the event names a user, or nobody. */
function appBehind({ changeSource, sourceId }: WebhookEvent): number | undefined {
  if (changeSource !== 'INTEGRATION') return undefined;
  const digits = /^(?:appId:)?(\d+)$/i.exec(sourceId ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
