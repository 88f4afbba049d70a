import type { HubSpotReader } from '../core/ports.ts';
import { guarded } from '../core/unreadable.ts';

/** A reader for whoever judges what it reads at once: a look at a field that could not be read throws `EvidenceFailure`. */
export function guardedReader(reader: HubSpotReader): HubSpotReader {
  const calls = Object.entries<(...given: never[]) => Promise<unknown>>({ ...reader });
  return Object.fromEntries(
    calls.map(([name, call]) => [name, async (...given: never[]) => guarded(await call(...given))]),
  ) as unknown as HubSpotReader;
}
