import { logRefusalsSchema } from '../../src/core/log-refusals.ts';
import { fact } from '../shared/fact.ts';

export const logFacts = {
  'logs.refusals': fact({
    title: 'refused calls in the API-call log',
    value: logRefusalsSchema,
    sources: ['file'],
    redact: 'stands',
    absent: {
      status: 'manual',
      summary: 'No API-call log was looked at.',
      question:
        'Does the API-call log of the HubSpot app show a 401, a 403 with MISSING_SCOPES, or a 429? Open the Logs tab of the app and filter for the last day, or export the log and give it with --api-log FILE.',
    },
  }),
};
