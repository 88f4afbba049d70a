import type { Clock } from '../../core/ports.ts';
import type { DeliveryAnswer } from './send-delivery.ts';

export interface Row {
  /** From 1 to 10,000. */
  count: number;
  /** Deliveries a second; as fast as they are answered where it is left out. */
  rate?: number;
  /** Sends the delivery of this number, from 1. */
  send(number: number): Promise<DeliveryAnswer>;
  clock: Clock;
  /** Ends the row where it rejects. */
  sleep(milliseconds: number): Promise<void>;
}

/** What became of a row of deliveries. */
export interface RowOutcome {
  /** How many deliveries each status answered. */
  statuses: ReadonlyMap<number, number>;
  durationMs: number;
  /** Why the row ended early: a delivery that nobody answered, or a wait that was broken off. */
  failure?: unknown;
}

export const MOST_DELIVERIES = 10_000;

/** HubSpot's default for deliveries under way at once (HubSpot docs, webhooks, throttling). */
const AT_ONCE = 10;

/**
 * Sends a row of deliveries, evenly spread where a rate is given, at most ten at a time. A refusal is an answer like
 * others; a delivery without any answer ends the row, since the rest would fare no better.
 *
 * @throws {RangeError} for a count or a rate that is out of bounds
 */
export async function triggerMany({ count, rate, send, clock, sleep }: Row): Promise<RowOutcome> {
  if (!Number.isInteger(count) || count < 1 || count > MOST_DELIVERIES) {
    throw new RangeError(`The number of deliveries is a whole number from 1 to ${MOST_DELIVERIES}.`);
  }
  if (rate !== undefined && !(rate > 0 && Number.isFinite(rate))) {
    throw new RangeError('The rate is a number of deliveries a second above 0.');
  }
  const startedAt = clock.now();
  const spacing = rate === undefined ? 0 : 1000 / rate;
  const statuses = new Map<number, number>();
  let begun = 0;
  let broken: { failure: unknown } | undefined;

  const sendOne = async (number: number) => {
    try {
      const early = startedAt + (number - 1) * spacing - clock.now();
      if (early > 0) await sleep(early);
      if (broken !== undefined) return;
      const { status } = await send(number);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    } catch (failure) {
      broken ??= { failure };
    }
  };
  const worker = async () => {
    while (begun < count && broken === undefined) {
      begun += 1;
      await sendOne(begun);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
  return { statuses, durationMs: clock.now() - startedAt, ...broken };
}
