import type { Flags } from '../../config/index.ts';
import type { AccessFlags, RuleFlags } from './flags.ts';

/** The flags that `loadConfig` reads, out of those of an engine command. */
export function accessFlags({
  defaultUser,
  tokenFile,
  config,
  profile,
  allowHost,
}: AccessFlags & RuleFlags): Flags {
  return {
    ...(defaultUser !== undefined && { defaultUser }),
    ...(tokenFile && { tokenFile }),
    ...(config && { config }),
    ...(profile && { profile }),
    ...(allowHost && { allowHost }),
  };
}
