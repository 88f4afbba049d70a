/** Every documented cause, by id, roots before what tends to follow from them. */
import type { CauseDefinition } from '../src/core/cause.ts';
import { ACCOUNT_CAUSES } from './account/causes.ts';
import { CONVERSATION_CAUSES } from './conversation/causes.ts';
import { CRM_CAUSES } from './crm/causes.ts';
import { DEFAULT_USER_CAUSES } from './default-user/causes.ts';
import { HANDOFF_CAUSES } from './handoff/causes.ts';
import { OAUTH_CAUSES } from './oauth/causes.ts';
import { OPENCX_CAUSES } from './opencx/causes.ts';
import { PROCESSING_CAUSES } from './processing/causes.ts';
import { DEPLOY_CAUSES, INSTALL_CAUSES } from './project/causes.ts';
import { REPLY_CAUSES } from './replies/causes.ts';
import { SCOPE_CAUSES } from './scopes/causes.ts';
import { TOKEN_CAUSES } from './token/causes.ts';
import { WEBHOOK_CAUSES } from './webhooks/causes.ts';

const ALL = {
  ...INSTALL_CAUSES,
  ...TOKEN_CAUSES,
  ...OAUTH_CAUSES,
  ...SCOPE_CAUSES,
  ...ACCOUNT_CAUSES,
  ...OPENCX_CAUSES,
  ...DEFAULT_USER_CAUSES,
  ...DEPLOY_CAUSES,
  ...WEBHOOK_CAUSES,
  ...CONVERSATION_CAUSES,
  ...HANDOFF_CAUSES,
  ...REPLY_CAUSES,
  ...PROCESSING_CAUSES,
  ...CRM_CAUSES,
};

export type CauseId = keyof typeof ALL;
type Led = (typeof ALL)[CauseId]['leads'][number];

/** Each leads only causes that there are: the compiler refuses an id without a cause. */
export const CAUSES: Readonly<Record<CauseId, CauseDefinition>> = ALL satisfies Record<Led, CauseDefinition>;

export const CAUSE_IDS = Object.keys(CAUSES) as CauseId[];
