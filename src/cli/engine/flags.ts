import type { Flags } from '../../config/flags.ts';
import type { Options } from '../../core/flags/options.ts';
import { UsageError } from '../../files/usage-error.ts';
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

/**
 * Whoever takes the port first is no other program.
 *
 * @throws UsageError where deliveries and questions for how the engine stands would come in on the same port
 */
export function expectTwoPorts({ port, watchPort }: Pick<StartFlags, 'port' | 'watchPort'>): void {
  if (port === 0 || port !== watchPort) return;
  throw new UsageError(`--port and --watch-port name the same port, ${port}.`, {
    hint: 'Deliveries come in on the one, and the engine tells on the other how it stands: give --watch-port another number.',
  });
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
