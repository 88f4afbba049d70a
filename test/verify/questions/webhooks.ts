/** Whom the webhooks API answers, and in what form. */
import { parsed } from '../../../src/core/json.ts';
import { OPEN_FACTS } from '../../../src/sandbox/portal/readings.ts';
import type { Question } from '../question.ts';
import { inWords } from './account.ts';

const NO_APP = 'Introspection names no app to ask for.';

const withAppToken: Question = {
  id: 'webhooksApiWithAppToken',
  asks: OPEN_FACTS.webhooksApiWithAppToken.asks,
  async settle({ hubspot, token: { appId } }) {
    if (appId === undefined) return { open: NO_APP };
    const answer = await hubspot({ path: `/webhooks/v3/${appId}/settings` });
    if (answer.status === 401) return { told: inWords(answer), reading: '401' };
    const isLetIn = answer.status === 200 || answer.status === 403 || answer.status === 404;
    return { told: inWords(answer), ...(isLetIn && { reading: 'scopes' }) };
  },
};

const subscriptionsShape: Question = {
  id: 'subscriptionsShape',
  asks: OPEN_FACTS.subscriptionsShape.asks,
  async settle({ webhooksApi, token: { appId } }) {
    if (webhooksApi === undefined)
      return { open: 'Set HUBSPOT_DEVELOPER_API_KEY, of an account with a public app.' };
    if (appId === undefined) return { open: NO_APP };
    const answer = await webhooksApi({ path: `/webhooks/v3/${appId}/subscriptions` });
    if (answer.status !== 200) return { open: `The key does not open this app: ${inWords(answer)}.` };
    return Array.isArray(parsed(answer.body))
      ? { told: 'a bare array', reading: 'guide' }
      : { told: 'an envelope', reading: 'spec' };
  },
};

export const WEBHOOKS: readonly Question[] = [withAppToken, subscriptionsShape];
