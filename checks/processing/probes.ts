import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { defineProbe } from '../shared/probe.ts';

/** What an engine on this machine received and what became of it. */
export const events = defineProbe({
  key: 'journal.events',
  source: 'journal',
  async obtain({ given }) {
    if (!given.journal) throw new EvidenceNotGiven('No journal of an engine was given (--journal FILE).');
    return { value: given.journal.summary, origin: given.journal.file };
  },
});
