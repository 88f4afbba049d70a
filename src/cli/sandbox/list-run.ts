import { jsonText } from '../../redact/printable.ts';
import { FAULTS } from '../../sandbox/faults/faults.ts';
import { listPortals } from '../../sandbox/portal/portals.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { table } from '../table.ts';

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
