import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { nearestHint, UsageError } from '../../config/index.ts';
import { EvidenceFailure } from '../../core/evidence.ts';
import { Secret } from '../../core/secret.ts';
import { buildDelivery, UnknownField } from '../../engine/trigger/build-delivery.ts';
import {
  listDeliveries,
  loadDelivery,
  type RawEvent,
  UnknownDelivery,
} from '../../engine/trigger/deliveries.ts';
import { createDeliveryWire, sendDelivery } from '../../engine/trigger/send-delivery.ts';
import { type RowOutcome, triggerMany } from '../../engine/trigger/trigger-many.ts';
import type { TriggerFlags } from '../commands/engine.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { packageRoot } from '../package-root.ts';
import { table } from '../table.ts';

const clock = { now: () => Date.now() };

/** `opencx-hubspot engine trigger [EVENT]`: exit 0 when every delivery was answered 200, 1 when one was refused. */
export async function triggerEvent(name: string | undefined, flags: TriggerFlags, io: Io): Promise<number> {
  const folder = join(packageRoot(), 'fixtures', 'deliveries');
  if (name === undefined) return listEvents(folder, io);
  const events = await deliveryNamed(folder, name);
  bodyOf(events, flags, 1);

  const wire = createDeliveryWire({ clock });
  const secret = io.env['HUBSPOT_CLIENT_SECRET'];
  try {
    const outcome = await triggerMany({
      count: flags.count,
      ...(flags.rate !== undefined && { rate: flags.rate }),
      clock,
      sleep: (milliseconds) => delay(milliseconds),
      send: (number) =>
        sendDelivery(wire, {
          url: flags.url,
          body: bodyOf(events, flags, number),
          ...(secret && { secret: new Secret(secret) }),
          ...(flags.publicUrl && { publicUrl: new Secret(flags.publicUrl) }),
        }),
    });
    return tell(outcome, io);
  } finally {
    await wire.close();
  }
}

async function listEvents(folder: string, io: Io): Promise<number> {
  const deliveries = await listDeliveries(folder);
  io.out(
    `${table(
      deliveries.map(({ name, title }) => [name, title]),
      io.width,
    )}\n`,
  );
  return EXIT.healthy;
}

async function deliveryNamed(folder: string, name: string): Promise<RawEvent[]> {
  try {
    return await loadDelivery(folder, name);
  } catch (error) {
    if (!(error instanceof UnknownDelivery)) throw error;
    throw new UsageError(`There is no bundled event "${error.delivery}".`, {
      hint: `${nearestHint(error.delivery, error.known)}The events are: ${error.known.join(', ')}.`,
    });
  }
}

function bodyOf(events: readonly RawEvent[], flags: TriggerFlags, number: number): string {
  try {
    return buildDelivery(events, { set: flags.set, now: clock.now(), number });
  } catch (error) {
    if (!(error instanceof UnknownField)) throw error;
    throw new UsageError(error.message, {
      hint: `${nearestHint(error.field, error.known)}The fields are: ${error.known.join(', ')}.`,
    });
  }
}

function tell({ statuses, durationMs, failure }: RowOutcome, io: Io): number {
  for (const [status, count] of statuses) io.out(`${count} answered ${status}\n`);
  if (failure instanceof EvidenceFailure) {
    io.err(`opencx-hubspot: ${failure.message}\n`);
    return failure.error.kind === 'not-allowed' ? EXIT.usage : EXIT.incomplete;
  }
  if (failure !== undefined) throw failure;
  io.err(`in ${durationMs} ms\n`);
  return [...statuses.keys()].every((status) => status === 200) ? EXIT.healthy : EXIT.problems;
}
