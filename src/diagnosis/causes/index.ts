import type { CauseDefinition } from '../../core/cause.ts';
import type { CauseId } from '../../core/ids.ts';
import { CONVERSATION_CAUSES } from './conversation.ts';
import { CRM_CAUSES } from './crm.ts';
import { DEFAULT_USER_CAUSES } from './default-user.ts';
import { HANDOFF_CAUSES } from './handoff.ts';
import { LIMIT_CAUSES } from './limits.ts';
import { OPENCX_CAUSES } from './opencx.ts';
import { PROCESSING_CAUSES } from './processing.ts';
import { REPLY_CAUSES } from './replies.ts';
import { SCOPE_CAUSES } from './scopes.ts';
import { TOKEN_CAUSES } from './token.ts';
import { WEBHOOK_SETTINGS_CAUSES } from './webhook-settings.ts';
import { WEBHOOK_TARGET_CAUSES } from './webhook-target.ts';

/** Every documented cause, by id. The type makes the compiler refuse a catalogue with a cause left out. */
export const CAUSES: Record<CauseId, CauseDefinition> = {
  ...TOKEN_CAUSES,
  ...SCOPE_CAUSES,
  ...LIMIT_CAUSES,
  ...OPENCX_CAUSES,
  ...DEFAULT_USER_CAUSES,
  ...WEBHOOK_TARGET_CAUSES,
  ...WEBHOOK_SETTINGS_CAUSES,
  ...CONVERSATION_CAUSES,
  ...HANDOFF_CAUSES,
  ...REPLY_CAUSES,
  ...PROCESSING_CAUSES,
  ...CRM_CAUSES,
};
