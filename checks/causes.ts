import type { CauseDefinition } from '../src/core/cause.ts';
import type { CauseId } from '../src/core/ids.ts';
import { LIMIT_CAUSES } from './account/causes.ts';
import { CONVERSATION_CAUSES } from './conversation/causes.ts';
import { CRM_CAUSES } from './crm/causes.ts';
import { DEFAULT_USER_CAUSES } from './default-user/causes.ts';
import { HANDOFF_CAUSES } from './handoff/causes.ts';
import { OPENCX_CAUSES } from './opencx/causes.ts';
import { PROCESSING_CAUSES } from './processing/causes.ts';
import { REPLY_CAUSES } from './replies/causes.ts';
import { SCOPE_CAUSES } from './scopes/causes.ts';
import { TOKEN_CAUSES } from './token/causes.ts';
import { WEBHOOK_SETTINGS_CAUSES } from './webhooks/causes-settings.ts';
import { WEBHOOK_TARGET_CAUSES } from './webhooks/causes-target.ts';

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
