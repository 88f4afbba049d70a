import { accountDetailsSchema, dailyUsageSchema } from '../../src/core/hubspot/records.ts';
import { fact } from '../shared/fact.ts';

export const accountFacts = {
  'account.details': fact({
    title: 'the account details',
    value: accountDetailsSchema,
    sources: ['live'],
    redact: 'stands',
  }),
  'account.usage': fact({
    title: 'the daily API usage',
    value: dailyUsageSchema,
    sources: ['live'],
    redact: 'stands',
  }),
};
