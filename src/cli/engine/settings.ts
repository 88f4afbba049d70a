import type { Settings } from '../../config/index.ts';
import { DEFAULT_SETTINGS, type EngineSettings } from '../../engine/settings.ts';
import type { RuleFlags } from './flags.ts';

/** The engine's settings from flags and configuration; `A-7001` and `7001` name the same AI user. */
export function engineSettings(
  flags: RuleFlags,
  { given }: Settings,
  appId: number | undefined,
): EngineSettings {
  const aiUser = given.defaultUserId?.replace(/^(?:A-)?(?=\d+$)/i, 'A-');
  return {
    ...DEFAULT_SETTINGS,
    generation: flags.generation,
    assistMode: flags.assistMode ?? given.answers['opencx.assistMode']?.value ?? false,
    ticketing: flags.ticketing && (given.answers['opencx.ticketCreation']?.value ?? true),
    workflowAction: flags.workflowAction ?? given.answers['opencx.workflowAction']?.value ?? false,
    ...(aiUser && { aiUser }),
    ...(appId !== undefined && { appId }),
  };
}
