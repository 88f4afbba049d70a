import { EvidenceFailure } from '../../src/core/evidence.ts';
import type { READABLE_SCOPES } from '../../src/core/hubspot/scopes.ts';
import type { HubSpotReader } from '../../src/core/ports.ts';

/** With these no portal answers a small read; whatever else it says of it is its own word. */
const NOT_OF_A_PORTAL: ReadonlySet<number | undefined> = new Set([400, 404]);

/**
 * Has to hold before HubSpot's word is believed that it does not have one thing. A wrong address, a mock that emulates a
 * part or an old proxy can answer so to everything, in HubSpot's own form: what every portal has, of the same kind, has to be
 * read there.
 *
 * @param scope of the small read
 * @throws {EvidenceFailure} where it cannot be read
 */
export async function demandPortal(
  reader: HubSpotReader,
  scope: (typeof READABLE_SCOPES)[number],
): Promise<void> {
  try {
    await reader.readWith(scope);
  } catch (error) {
    if (!(error instanceof EvidenceFailure) || !NOT_OF_A_PORTAL.has(error.error.status)) throw error;
    const { host, route, status } = error.error;
    throw new EvidenceFailure({
      kind: 'parse',
      message: `What answers in the place of HubSpot has nothing at ${route ?? 'an address'} (${status}), which every portal has, so nothing is known to be missing.`,
      ...(host !== undefined && { host }),
      ...(route !== undefined && { route }),
    });
  }
}
