import { answerTo } from '../../../checks/shared/stated.ts';
import { DEFAULT_SETTINGS, type EngineSettings } from '../../engine/settings.ts';
import type { RunSettings } from '../../run/settings.ts';
import type { RuleFlags } from './flags.ts';

/** The engine's settings from flags and configuration; `A-7001` and `7001` name the same AI user. */
export function engineSettings(
  flags: RuleFlags,
  { given }: RunSettings,
  appId: number | undefined,
): EngineSettings {
  const aiUser = given.defaultUserId?.replace(/^(?:A-)?(?=\d+$)/i, 'A-');
  return {
    ...DEFAULT_SETTINGS,
    generation: flags.generation,
    assistMode: flags.assistMode ?? answerTo(given.answers, 'opencx.assistMode') ?? false,
    ticketing: flags.ticketing && (answerTo(given.answers, 'opencx.ticketCreation') ?? true),
    workflowAction: flags.workflowAction ?? answerTo(given.answers, 'opencx.workflowAction') ?? false,
    ...(aiUser && { aiUser }),
    ...(appId !== undefined && { appId }),
  };
}

/** With `--no-delays` an email is answered and a ticket is closed at once; otherwise it takes as long as in life. */
export function paced(rules: EngineSettings, { delays }: { delays: boolean }): EngineSettings {
  return delays ? rules : { ...rules, emailDelayMs: 0, closeDelayMs: 0 };
}
