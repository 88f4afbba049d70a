import { EvidenceFailure } from '../../core/evidence.ts';
import type { RowOutcome } from '../../engine/trigger/trigger-many.ts';
import { UsageError } from '../../files/usage-error.ts';
import { bundledEvents, triggerEvent as trigger } from '../../run/engine/trigger.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { table } from '../table.ts';
import type { TriggerFlags } from './flags.ts';

/** `opencx-hubspot engine trigger [EVENT]`: exit 0 when every delivery was answered 200, 1 when one was refused. */
export async function triggerEvent(name: string | undefined, flags: TriggerFlags, io: Io): Promise<number> {
  if (name === undefined && flags.file === undefined) return listEvents(io);
  if (name !== undefined && flags.file !== undefined) {
    throw new UsageError(`Both the bundled event "${name}" and a file were named to be sent.`, {
      hint: 'Leave one of them out.',
    });
  }
  const what = name === undefined ? {} : { event: name };
  return printOutcome(await trigger({ ...flags, ...what, set: fieldsOf(flags) }, io), io);
}

function printInterrupted(statuses: RowOutcome['statuses'], io: Io): number {
  const answered = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  io.err(`\nInterrupted after ${answered} answers; nothing more is sent.\n`);
  return EXIT.interrupted;
}

function fieldsOf({ set }: TriggerFlags): Record<string, string> {
  return Object.fromEntries(set.map(({ key, value }) => [key, value]));
}

async function listEvents(io: Io): Promise<number> {
  const rows = (await bundledEvents()).map(({ name, title }) => [name, title]);
  io.out(`${table(rows, io.width)}\n`);
  return EXIT.clean;
}

function printOutcome({ statuses, durationMs, failure }: RowOutcome, io: Io): number {
  for (const [status, count] of statuses) io.out(`${count} answered ${status}\n`);
  if (io.signal.aborted) return printInterrupted(statuses, io);
  if (failure instanceof EvidenceFailure) {
    io.err(`opencx-hubspot: ${failure.message}\n`);
    if (failure.error.kind === 'refused')
      io.err('  Start an engine with `opencx-hubspot engine start`, or name where one listens with --url.\n');
    return failure.error.kind === 'not-allowed' ? EXIT.usage : EXIT.incomplete;
  }
  if (failure !== undefined) throw failure;
  io.err(`in ${durationMs} ms\n`);
  return [...statuses.keys()].every((status) => status === 200) ? EXIT.clean : EXIT.problems;
}
