import { type Command, Option } from 'commander';
import type { Flags } from '../../config/flags.ts';
import { RULE_GENERATIONS, type RuleGeneration } from '../../core/ids.ts';
import type { EngineParts } from '../../run/engine/assemble.ts';
import { seconds } from '../flag-values.ts';

/** Flags that say what the integration is like: the same for the engine and for `explain`. */
export interface RuleFlags {
  generation: RuleGeneration;
  defaultUser?: string;
  assistMode?: boolean;
  /** commander's reading of --no-ticketing. */
  ticketing: boolean;
  workflowAction?: boolean;
}

/** Flags that say how HubSpot is reached. */
export interface AccessFlags {
  tokenFile?: string;
  config?: string;
  profile?: string;
  allowHost?: string[];
  timeout: number;
}

/** Flags that say who answers and where replies go. */
export interface PartsFlags extends RuleFlags, AccessFlags {
  responder?: string;
  deliver: string;
  retries: number;
}

/** What a configuration is merged with, out of the flags of an engine command. */
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

export function addRuleFlags(command: Command): Command {
  return command
    .optionsGroup('What the integration is like:')
    .option('--default-user <id>', 'Default User ID in OpenCX, such as A-7001')
    .addOption(
      new Option('--generation <rules>', "generation of OpenCX's documented rules")
        .choices(RULE_GENERATIONS)
        .default('G2'),
    )
    .option('--assist-mode', 'Assist Mode is on: drafts as internal comments')
    .option('--no-ticketing', 'ticket creation is switched off in OpenCX')
    .option('--workflow-action', 'a workflow creates tickets for channels that HubSpot does not own');
}

export function addAccessFlags(command: Command): Command {
  return command
    .optionsGroup('How to reach HubSpot:')
    .option('--token-file <file>', 'read the HubSpot token from a file, - for standard input')
    .option('--config <file>', 'configuration file; found upwards from here when left out')
    .option('--profile <name>', 'profile of the configuration file')
    .option('--allow-host <host...>', 'accept an API host that is neither the real one nor this machine')
    .addOption(new Option('--timeout <seconds>', 'for each call').argParser(seconds).default(10));
}
