import { SUBSCRIPTION_CAUSES } from './subscription-causes.ts';
import { TARGET_CAUSES } from './target-causes.ts';

/** What can be wrong with the app's webhooks: where they go before what they carry. */
export const WEBHOOK_CAUSES = { ...TARGET_CAUSES, ...SUBSCRIPTION_CAUSES };
