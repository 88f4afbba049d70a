import { answerTo } from '../../checks/shared/stated.ts';
import type { RuleGeneration } from '../core/decision.ts';
import type { Given } from '../core/given.ts';
import { userNumber } from '../core/hubspot/user-id.ts';
import type { TokenIdentity } from './identity.ts';
import { DEFAULT_SETTINGS, type EngineSettings } from './settings.ts';

/** What is said of the integration for one run; where it says nothing, the answers that were given earlier count. */
export interface StatedSettings {
  generation: RuleGeneration;
  assistMode?: boolean;
  /** false switches ticket creation off, whatever was answered. */
  ticketing: boolean;
  workflowAction?: boolean;
}

/**
 * The settings of an engine, or of an explanation, from what was stated; `A-7001` and `7001` name the same AI user.
 */
export function engineSettings(
  stated: StatedSettings,
  { defaultUserId, answers }: Pick<Given, 'defaultUserId' | 'answers'>,
  token: TokenIdentity,
): EngineSettings {
  const number = userNumber(defaultUserId ?? '');
  const aiUser = number === undefined ? defaultUserId : `A-${number}`;
  return {
    ...DEFAULT_SETTINGS,
    generation: stated.generation,
    assistMode: stated.assistMode ?? answerTo(answers, 'opencx.assistMode') ?? false,
    ticketing: stated.ticketing && (answerTo(answers, 'opencx.ticketCreation') ?? true),
    workflowAction: stated.workflowAction ?? answerTo(answers, 'opencx.workflowAction') ?? false,
    ...(aiUser && { aiUser }),
    ...token,
  };
}
