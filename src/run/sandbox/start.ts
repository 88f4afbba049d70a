/** Starts emulated portals by their names. */
import { nearestHint } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import { FAULTS } from '../../sandbox/faults/faults.ts';
import { loadPortal, type Portal, UnknownPortal, UnrelatedPortals } from '../../sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';

export interface PortalOptions {
  /** Names of faults that are switched on beside the portal's own. */
  faults?: readonly string[];
  /** Milliseconds that every answer is delayed. */
  latencyMs?: number;
  /** For HubSpot; OpenCX takes the next one. Free ports when left out, or 0. */
  port?: number;
}

/** @throws UsageError that names the nearest portal or fault there is, and for a port that cannot be used */
export async function startPortal(name: string, options: PortalOptions = {}): Promise<Sandbox> {
  const { faults = [], latencyMs, port = 0 } = options;
  const added = faults.map(knownFault);
  const portal = await portalNamed(name);
  return startOn(port, () =>
    startSandbox(portal, {
      faults: [...portal.faults, ...added],
      ...(latencyMs !== undefined && { latencyMs }),
      ...(port > 0 && { hubspotPort: port, openCxPort: port + 1 }),
    }),
  );
}

async function portalNamed(name: string): Promise<Portal> {
  try {
    return await loadPortal(name);
  } catch (error) {
    if (error instanceof UnknownPortal) {
      throw new UsageError(`There is no sandbox portal "${error.portal}".`, {
        hint: `${nearestHint(error.portal, error.known)}List them with \`opencx-hubspot sandbox list\`.`,
      });
    }
    if (error instanceof UnrelatedPortals) throw new UsageError(error.message);
    throw error;
  }
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
