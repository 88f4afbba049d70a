import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { defineProbe } from '../shared/probe.ts';

/** What API-call logs show of refused calls. */
export const refusals = defineProbe({
  key: 'logs.refusals',
  source: 'file',
  async obtain({ given }) {
    if (!given.apiLog) throw new EvidenceNotGiven('No API-call log was given (--api-log FILE).');
    return { value: given.apiLog.refusals, origin: given.apiLog.files.join(', ') };
  },
});
