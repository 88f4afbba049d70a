/** How far the reading of a period has come, in words for whoever waits. */
import { grouped } from '../../src/core/grouped.ts';

export interface Reading {
  /** Threads that are listed so far. */
  listed: number;
  /** Of how many, as far as it can be told. */
  about?: number | undefined;
  /** Threads whose messages were read, and of how many they are to be. */
  sample?: { read: number; of: number };
}

/** `1,200 of about 5,000 conversations, 40 of 200 samples` */
export function sayReading({ listed, about, sample }: Reading): string {
  const all = about === undefined ? '' : `of about ${grouped(about)} `;
  const read = sample === undefined ? '' : `, ${sample.read} of ${sample.of} samples`;
  return `${grouped(listed)} ${all}conversations${read}`;
}

/**
 * How many there will be, going by how much of the period is listed: HubSpot tells no total. Two figures, since it is a
 * guess; undefined where nothing can be guessed from.
 *
 * @param upTo time of the latest one that is listed, ISO
 */
export function aboutHowMany(
  listed: number,
  from: string,
  upTo: string | undefined,
  to: string,
): number | undefined {
  const share = (Date.parse(upTo ?? '') - Date.parse(from)) / (Date.parse(to) - Date.parse(from));
  if (!(share > 0)) return undefined;
  const all = Math.max(listed, listed / Math.min(1, share));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(all)) - 1);
  return Math.max(listed, Math.round(all / unit) * unit);
}
