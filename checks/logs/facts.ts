import { logRefusalsSchema } from '../../src/core/log-refusals.ts';
import { fact } from '../shared/fact.ts';

export const logFacts = {
  'logs.refusals': fact({
    title: 'refused calls in the API-call log',
    value: logRefusalsSchema,
    sources: ['file', 'live'],
    redact: 'stands',
    absent: {
      status: 'na',
      summary:
        'Not looked at: no API-call log was given; export it from the Logs tab of the app and name it with --api-log FILE. With a personal access key HubSpot shows its own.',
      opens: ['--api-log', 'FILE'],
    },
  }),
};
