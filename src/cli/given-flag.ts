import type { DoctorFlags } from './doctor/flags.ts';

/** Flags by what commander calls them, as they are typed. */
export type FlagNames = Partial<Record<keyof DoctorFlags, string>>;

/** The first of these flags that was given; undefined where none was. */
export function givenFlag(flags: DoctorFlags, names: FlagNames): string | undefined {
  return Object.entries(names).find(([name]) => flags[name as keyof DoctorFlags] !== undefined)?.[1];
}
