import { journalSummarySchema } from '../../src/core/journal-summary.ts';
import { fact } from '../shared/fact.ts';

export const processingFacts = {
  'journal.events': fact({
    title: "events in the engine's journal",
    value: journalSummarySchema,
    sources: ['journal'],
    redact: 'stands',
    absent: {
      status: 'manual',
      summary: 'What OpenCX received is not known: no journal was given.',
      question:
        'Does the Webhooks log of the HubSpot app show deliveries for this conversation, and does the OpenCX inbox show what came of them?',
    },
  }),
};
