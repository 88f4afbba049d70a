import { once } from 'node:events';
import { jsonText } from '../../redact/printable.ts';
import { startPortal } from '../../run/sandbox.ts';
import { FAULTS } from '../../sandbox/faults/faults.ts';
import { listPortals } from '../../sandbox/portal/portals.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { table } from '../table.ts';
import { exportsFor } from './exports.ts';

/** `opencx-hubspot sandbox list`. */
export async function listSandboxes(flags: { format: 'text' | 'json' }, io: Io): Promise<number> {
  const portals = await listPortals();
  if (flags.format === 'json') {
    io.out(`${jsonText({ portals, faults: FAULTS }, 2)}\n`);
    return EXIT.clean;
  }
  const healthy = portals.filter(({ name }) => name.startsWith('healthy-'));
  const broken = portals.filter((portal) => !healthy.includes(portal));
  const rows = (list: readonly { name: string; title: string }[]) =>
    table(
      list.map(({ name, title }) => [name, title]),
      io.width,
    );
  io.out(
    [
      'Healthy portals',
      rows(healthy),
      '',
      'Broken portals, one for each cause',
      rows(broken),
      '',
      'Faults for `sandbox start NAME --fault FAULT`',
      rows(FAULTS),
      '',
      'Try one: opencx-hubspot doctor --sandbox reply-internal',
      '',
    ].join('\n'),
  );
  return EXIT.clean;
}

/** `opencx-hubspot sandbox start NAME`: serves until stopped. */
export async function serveSandbox(
  name: string,
  flags: { fault?: string[]; latency: number; port: number },
  io: Io,
): Promise<number> {
  const { fault: faults = [], latency: latencyMs, port } = flags;
  const sandbox = await startPortal(name, { faults, latencyMs, port });
  io.out(exportsFor(sandbox));
  io.err(`\nServing ${name}: ${sandbox.portal.title}\nStop with Ctrl-C.\n`);
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await sandbox.close();
  return EXIT.clean;
}
