import { nearestHint } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { Portal } from '../../sandbox/portal/portals.ts';

/** @throws UsageError that names the nearest portal there is */
export async function findPortal(name: string): Promise<Portal> {
  const { loadPortal, UnknownPortal, UnrelatedPortals } = await import('../../sandbox/portal/portals.ts');
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
