import { readTime } from '../fields/time.ts';
import {
  HOUR_FROM,
  HOUR_IS_KNOWN,
  HOUR_LENGTH,
  HOUR_LETTERS,
  HOUR_SLOT,
  HOUR_TIME,
  HOUR_ZONE,
  HOUR_ZONE_LENGTH,
  ZONE_FROM,
  ZONE_TO,
} from './kernel/layout.ts';
import type { Kernel } from './kernel.ts';

/** Reads hours with their zones, `2026-11-22T21:` and `+00:00`, when the kernel meets them for the first time. */
export class HourKeeper {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Whether the hour that the kernel does not know is known now: it may be written in another way. */
  keep(): boolean {
    const { bytes, view } = this.#kernel;
    const read = (address: number) => view.getInt32(address, true);
    const [slot, from] = [read(HOUR_SLOT), read(HOUR_FROM)];
    const hour = bytes.subarray(from, from + HOUR_LENGTH);
    const zone = bytes.subarray(read(ZONE_FROM), read(ZONE_TO));
    const time = readTime(`${String.fromCharCode(...hour)}00:00${String.fromCharCode(...zone)}`);
    if (time === undefined) return false;
    bytes.set(hour, slot + HOUR_LETTERS);
    bytes.set(zone, slot + HOUR_ZONE);
    view.setInt32(slot + HOUR_ZONE_LENGTH, zone.length, true);
    view.setFloat64(slot + HOUR_TIME, time, true);
    view.setInt32(slot + HOUR_IS_KNOWN, 1, true);
    return true;
  }
}
