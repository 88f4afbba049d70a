import { EvidenceFailure } from '../core/evidence.ts';
import type { HubSpotReader } from '../core/ports.ts';

/**
 * The app whose token this is: what it wrote counts as the engine's own. Undefined where HubSpot does not say; the
 * engine works all the same, and then no message counts as its app's.
 */
export async function ownApp(hubspot: Pick<HubSpotReader, 'introspect'>): Promise<number | undefined> {
  try {
    return (await hubspot.introspect()).appId;
  } catch (error) {
    if (error instanceof EvidenceFailure) return undefined;
    throw error;
  }
}
