import { once } from 'node:events';
import { nearestHint } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import { FAULTS } from '../../sandbox/faults/faults.ts';
import { listPortals } from '../../sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { table } from '../table.ts';
import { exportsFor } from './exports.ts';
import { findPortal } from './portal.ts';

/** `opencx-hubspot sandbox list`. */
export async function listSandboxes(flags: { format: 'text' | 'json' }, io: Io): Promise<number> {
  const portals = await listPortals();
  if (flags.format === 'json') {
    io.out(`${JSON.stringify({ portals, faults: FAULTS }, null, 2)}\n`);
    return EXIT.healthy;
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
  return EXIT.healthy;
}

/** `opencx-hubspot sandbox start NAME`: serves until stopped. */
export async function serveSandbox(
  name: string,
  flags: { fault?: string[]; latency: number; port: number },
  io: Io,
): Promise<number> {
  const faults = (flags.fault ?? []).map(knownFault);
  const portal = await findPortal(name);
  const sandbox = await startOn(flags.port, () =>
    startSandbox(portal, {
      faults: [...portal.faults, ...faults],
      latencyMs: flags.latency,
      ...(flags.port > 0 && { hubspotPort: flags.port, openCxPort: flags.port + 1 }),
    }),
  );
  io.out(exportsFor(sandbox));
  io.err(`\nServing ${name}: ${portal.title}\nStop with Ctrl-C.\n`);
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await sandbox.close();
  return EXIT.healthy;
}

function knownFault(word: string): string {
  const names = FAULTS.map(({ name }) => name);
  if (names.includes(word)) return word;
  throw new UsageError(`There is no fault "${word}".`, {
    hint: `${nearestHint(word, names)}The faults are: ${names.join(', ')}.`,
  });
}

async function startOn(port: number, start: () => Promise<Sandbox>): Promise<Sandbox> {
  try {
    return await start();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new UsageError(`Port ${port} or ${port + 1} cannot be used (${code}).`, {
      hint: 'Choose another with --port, or leave it out to get a free one.',
    });
  }
}
