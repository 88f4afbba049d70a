/** What can be asked of a running engine beside taking events: for the console. */
import type { WebhookEvent } from '../../core/event.ts';
import type { ExplainedEvent } from '../../engine/explain/explanation.ts';
import type { Journal, JournalledEvent } from '../../engine/journal/journal.ts';
import { beginAgain } from '../../engine/run/replay.ts';
import {
  createDeliveryWire,
  type DeliveryAnswer,
  type Sending,
  sendDelivery,
} from '../../engine/trigger/send-delivery.ts';
import { systemClock } from '../connect.ts';
import type { Assembly } from './assemble.ts';

export interface EngineDoors {
  /** What the engine would do about the event if it ran it again now; nothing is done by asking. */
  foresee(event: WebhookEvent): Promise<ExplainedEvent>;
  /** The same if it were delivered now: what has come before is left alone. */
  foreseeDelivered(event: WebhookEvent): Promise<ExplainedEvent>;
  /** Runs it again as a new event; resolves to that one's number, without waiting for its end. */
  again(event: JournalledEvent): Promise<number>;
  /**
   * Delivers to the engine's own port, signed as HubSpot signs where the engine knows the app's client secret.
   *
   * @param body a JSON array of events
   * @throws EvidenceFailure where nothing answers there
   */
  deliver(body: string): Promise<DeliveryAnswer>;
}

/** @param intake where the engine takes deliveries, and what signs them */
export function engineDoors(
  { engine, foresee }: Assembly,
  journal: Journal,
  intake: Omit<Sending, 'body'>,
): EngineDoors {
  return {
    foresee: (event) => foresee(event, 'again'),
    foreseeDelivered: (event) => foresee(event, 'delivered'),
    async again(event) {
      const [accepted] = await beginAgain([event], engine, journal, Date.now());
      return accepted?.id ?? event.id;
    },
    async deliver(body) {
      const wire = createDeliveryWire({ clock: systemClock });
      try {
        return await sendDelivery(wire, { ...intake, body });
      } finally {
        await wire.close();
      }
    },
  };
}
