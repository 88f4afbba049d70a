import { journalSummarySchema } from '../../src/core/journal-summary.ts';
import { fact } from '../shared/fact.ts';

export const processingFacts = {
  'journal.events': fact({
    title: "events in the engine's journal",
    value: journalSummarySchema,
    sources: ['journal'],
    redact: 'stands',
    absent: {
      status: 'na',
      summary:
        'Not looked at: what OpenCX received stands in the journal of an engine; name one with --journal FILE.',
      opens: ['--journal', 'FILE'],
    },
  }),
};
