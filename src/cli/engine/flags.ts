import type { Flags } from '../../config/flags.ts';
import type { Options } from '../../core/flags/options.ts';
import type { EngineParts } from '../../run/engine/assemble.ts';

export type StartFlags = Options<'engine start'>;
export type StatusFlags = Options<'engine status'>;
export type JournalFlags = Options<'engine journal'>;
export type ReplayFlags = Options<'engine replay'>;
export type TriggerFlags = Options<'engine trigger'>;

/** Flags that say how HubSpot is reached, and as whom the AI speaks. */
type AccessFlags = Pick<ReplayFlags, 'defaultUser' | 'tokenFile' | 'config' | 'profile' | 'allowHost'>;

/** Flags that say what an engine is made of. */
type PartsFlags = AccessFlags &
  Pick<
    ReplayFlags,
    | 'timeout'
    | 'responder'
    | 'deliver'
    | 'retries'
    | 'generation'
    | 'assistMode'
    | 'ticketing'
    | 'workflowAction'
  >;

/** What a configuration is merged with, out of the flags of an engine command. */
export function accessFlags({ defaultUser, tokenFile, config, profile, allowHost }: AccessFlags): Flags {
  return {
    ...(defaultUser !== undefined && { defaultUser }),
    ...(tokenFile && { tokenFile }),
    ...(config && { config }),
    ...(profile && { profile }),
    ...(allowHost && { allowHost }),
  };
}

/** What an engine is made of, by the flags. */
export function partsOf(flags: PartsFlags & { delays?: boolean }): EngineParts {
  const { responder, deliver, retries, generation, assistMode, ticketing, workflowAction } = flags;
  return {
    flags: accessFlags(flags),
    timeoutMs: flags.timeout * 1000,
    delays: flags.delays ?? true,
    deliver,
    retries,
    generation,
    ticketing,
    ...(responder !== undefined && { responder }),
    ...(assistMode !== undefined && { assistMode }),
    ...(workflowAction !== undefined && { workflowAction }),
  };
}
