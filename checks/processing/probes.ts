import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { defineProbes } from '../shared/probe.ts';
import type { processingFacts } from './facts.ts';

export const processingProbes = defineProbes<keyof typeof processingFacts>({
  /** What an engine on this machine received and what became of it. */
  'journal.events': {
    async obtain({ given }) {
      if (!given.journal) throw new EvidenceNotGiven('No journal of an engine was given (--journal FILE).');
      return { value: given.journal.summary, origin: given.journal.file };
    },
  },
});
