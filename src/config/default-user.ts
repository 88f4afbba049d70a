import { DEFAULT_USER } from '../core/flags/record-values.ts';
import { Unusable } from '../core/flags/values.ts';
import { UsageError } from '../files/usage-error.ts';
import { firstStated, type Sources, variable } from './sources.ts';

/** The Default User ID that OpenCX shows, '' where its field is empty; undefined where nobody stated it. */
export function shownDefaultUser({ flags, env, settings }: Sources): string | undefined {
  const given = firstStated(
    [flags.defaultUser, '--default-user'],
    [variable(env, 'OPENCX_DEFAULT_USER_ID'), 'OPENCX_DEFAULT_USER_ID'],
    [settings.opencx?.defaultUserId, '"opencx.defaultUserId" in the configuration file'],
  );
  if (given === undefined) return undefined;
  const read = DEFAULT_USER.read(given.value);
  if (!(read instanceof Unusable)) return read;
  throw new UsageError(`${read.says(given.origin)}.`, read.next === undefined ? {} : { hint: read.next });
}
