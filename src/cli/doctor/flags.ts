import type { Flags } from '../../config/flags.ts';
import type { Options } from '../../core/flags/options.ts';
import type { NamedRecord } from '../../core/given.ts';
import type { DoctorRequest } from '../../run/doctor.ts';

/** The doctor's flags. */
export type DoctorFlags = Options<'doctor'>;

/** What any command that looks at a portal is given; what only some of them take may be missing. */
export type LookFlags = Omit<Options<'retest'>, 'format' | 'failOn'> &
  Partial<
    Flags &
      Pick<
        DoctorFlags,
        'apiLog' | 'deliveryLog' | 'map' | 'dates' | 'saveAnswers' | 'for' | 'questions' | 'open'
      >
  > &
  Pick<DoctorFlags, 'format'> &
  Others;

/** The logs that were named, as what is asked of the doctor. */
export function logsIn({
  apiLog,
  deliveryLog,
  map,
  dates,
}: Pick<LookFlags, 'apiLog' | 'deliveryLog' | 'map' | 'dates'>): Pick<
  DoctorRequest,
  'apiLogs' | 'deliveryLogs'
> {
  return {
    ...(apiLog && { apiLogs: { files: apiLog, ...(map && { map }), ...(dates && { dates }) } }),
    ...(deliveryLog && { deliveryLogs: deliveryLog }),
  };
}

/** Where several conversations were named, those behind the first. */
export type Others = { otherThreads?: readonly NamedRecord[] };

/** What was typed, with one conversation to look at and the others beside it. */
export function withFirstThread<F extends { thread?: readonly NamedRecord[] }>(
  flags: F,
): Omit<F, 'thread'> & Pick<Flags, 'thread'> & Others {
  const { thread: threads = [], ...rest } = flags;
  const [first, ...others] = threads.filter(
    ({ id }, place) => threads.findIndex((other) => other.id === id) === place,
  );
  return { ...rest, ...(first && { thread: first }), ...(others.length > 0 && { otherThreads: others }) };
}

/** The same where all that is found counts, from some threshold on. */
export type RunFlags = LookFlags & Pick<DoctorFlags, 'failOn'>;

/** How a report is printed. */
export type PrintFlags = Pick<
  DoctorFlags,
  'format' | 'output' | 'full' | 'verbose' | 'quiet' | 'for' | 'open'
>;
