import { jsonText } from '../../redact/printable.ts';
import { renderStatus } from '../../reporters/engine-status.ts';
import { engineStatus } from '../../run/engine/status.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { StatusFlags } from './flags.ts';

/** `opencx-hubspot engine status`. Too far behind is a warning: exit 1 where `--fail-on warn` asks for it. */
export async function showStatus({ journal, format, failOn }: StatusFlags, io: Io): Promise<number> {
  const request = { now: Date.now(), ...(journal !== undefined && { journal }) };
  const status = await engineStatus(request, io);
  io.out(format === 'json' ? `${jsonText({ schemaVersion: 1, ...status }, 2)}\n` : renderStatus(status, io));
  return status.isFarBehind && failOn === 'warn' ? EXIT.problems : EXIT.clean;
}
