import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { summaryOfPortal } from '../../src/core/journal-summary.ts';
import { peek } from '../shared/got.ts';
import { defineProbes } from '../shared/probe.ts';
import type { processingFacts } from './facts.ts';

export const processingProbes = defineProbes<keyof typeof processingFacts>({
  /** What an engine on this machine received and what became of it. */
  'journal.events': {
    after: ({ journal }) => (journal ? ['token.introspection', 'account.details'] : []),
    async obtain({ given }, got) {
      if (!given.journal) throw new EvidenceNotGiven('No journal of an engine was given (--journal FILE).');
      const { file, summaries } = given.journal;
      const portalId = peek(got, 'token.introspection')?.hubId ?? peek(got, 'account.details')?.portalId;
      return { value: summaryOfPortal(summaries, portalId), origin: file };
    },
  },
});
