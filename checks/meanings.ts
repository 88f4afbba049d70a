/** What each cause means, and what it is taken for: for its page, so that no run loads it. */

import { ACCOUNT_MEANINGS } from './account/meanings.ts';
import type { CauseId } from './causes.ts';
import { CONVERSATION_MEANINGS } from './conversation/meanings.ts';
import { CRM_MEANINGS } from './crm/meanings.ts';
import { DEFAULT_USER_MEANINGS } from './default-user/meanings.ts';
import { HANDOFF_MEANINGS } from './handoff/meanings.ts';
import { OAUTH_MEANINGS } from './oauth/meanings.ts';
import { OPENCX_MEANINGS } from './opencx/meanings.ts';
import { PROCESSING_MEANINGS } from './processing/meanings.ts';
import { PROJECT_MEANINGS } from './project/meanings.ts';
import { REPLY_MEANINGS } from './replies/meanings.ts';
import { SCOPE_MEANINGS } from './scopes/meanings.ts';
import type { Meaning } from './shared/meaning.ts';
import { TOKEN_MEANINGS } from './token/meanings.ts';
import { WEBHOOK_MEANINGS } from './webhooks/meanings.ts';

export const MEANINGS: Readonly<Record<CauseId, Meaning>> = {
  ...PROJECT_MEANINGS,
  ...TOKEN_MEANINGS,
  ...OAUTH_MEANINGS,
  ...SCOPE_MEANINGS,
  ...ACCOUNT_MEANINGS,
  ...OPENCX_MEANINGS,
  ...DEFAULT_USER_MEANINGS,
  ...WEBHOOK_MEANINGS,
  ...CONVERSATION_MEANINGS,
  ...HANDOFF_MEANINGS,
  ...REPLY_MEANINGS,
  ...PROCESSING_MEANINGS,
  ...CRM_MEANINGS,
};
