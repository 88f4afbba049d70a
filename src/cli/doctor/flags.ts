import type { Flags } from '../../config/flags.ts';
import type { Options } from '../../core/flags/options.ts';

/** The doctor's flags. */
export type DoctorFlags = Options<'doctor'>;

/** What any command that looks at a portal is given; what only some of them take may be missing. */
export type LookFlags = Omit<Options<'retest'>, 'format' | 'failOn'> &
  Partial<Flags & Pick<DoctorFlags, 'apiLog' | 'deliveryLog' | 'map' | 'dates' | 'saveAnswers' | 'for'>> &
  Pick<DoctorFlags, 'format'>;

/** The same where all that is found counts, from some threshold on. */
export type RunFlags = LookFlags & Pick<DoctorFlags, 'failOn'>;

/** How a report is printed. */
export type PrintFlags = Pick<DoctorFlags, 'format' | 'output' | 'full' | 'verbose' | 'quiet' | 'for'>;
