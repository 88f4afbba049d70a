import type { WebhookEventBody } from '../../../src/sandbox/deliveries/webhook-events.ts';
import type { Portal } from '../../../src/sandbox/portal/portals.ts';
import type { Receiver } from '../../sandbox/deliveries/receiver.ts';
import type { VirtualTime } from '../virtual-time.ts';
import type { RawEvent } from './scenario-schema.ts';

/** HubSpot puts at most so many events into one delivery (HubSpot docs, "Webhooks"). */
const EVENTS_PER_DELIVERY = 100;

type Body = Partial<WebhookEventBody> | RawEvent;

/** The portal's events on their way to the engine, held where a scenario can reach them. */
export interface Mail {
  /** From now on events are kept back. */
  hold(): void;
  /** Events that were kept back go out, and later ones go by themselves again. */
  release(options: { reversed: boolean; twice: boolean }): Promise<void>;
  /** Sends one delivery; what all events of a portal have in common is filled in. */
  deliver(events: readonly RawEvent[]): Promise<void>;
  /** Sends everything anew that was sent since the last mark, one attempt later. */
  deliverAgain(): Promise<void>;
  /** From here on things may be delivered again. */
  mark(): void;
  /** Sends what the portal has to tell; false where there is nothing, or it is held. */
  deliverWhatCame(): Promise<boolean>;
}

/** @param post one request to the engine */
export function createMail(
  box: Pick<Receiver, 'events'>,
  portal: Portal,
  time: VirtualTime,
  post: (body: string) => Promise<void>,
): Mail {
  let isHeld = false;
  let taken = 0;
  let raw = 0;
  let sent: Body[] = [];

  /** In the order in which things happened, whatever way the portal's requests took. */
  function take(): WebhookEventBody[] {
    const came = box.events().slice(taken);
    taken += came.length;
    return came.sort((one, other) => one.eventId - other.eventId);
  }

  async function send(events: readonly Body[]): Promise<void> {
    for (let start = 0; start < events.length; start += EVENTS_PER_DELIVERY) {
      await post(JSON.stringify(events.slice(start, start + EVENTS_PER_DELIVERY)));
    }
    sent.push(...events);
  }

  function filledIn(event: RawEvent): RawEvent {
    raw += 1;
    const [appId] = Object.keys(portal.state.apps);
    return {
      eventId: 4_000_000_000 + raw,
      subscriptionId: 3001,
      portalId: portal.state.hub.id,
      appId: Number(appId),
      occurredAt: time.now() + raw,
      attemptNumber: 0,
      ...event,
    };
  }

  return {
    hold() {
      isHeld = true;
    },
    async release({ reversed, twice }) {
      isHeld = false;
      const events = reversed ? take().reverse() : take();
      await send(twice ? events.flatMap((event) => [event, event]) : events);
    },
    deliver: (events) => send(events.map(filledIn)),
    async deliverAgain() {
      const again = sent.map((event) => ({
        ...event,
        attemptNumber: Number(event['attemptNumber'] ?? 0) + 1,
      }));
      sent = [];
      await send(again);
    },
    mark() {
      sent = [];
    },
    async deliverWhatCame() {
      const events = isHeld ? [] : take();
      await send(events);
      return events.length > 0;
    },
  };
}
