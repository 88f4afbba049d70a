import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { defineProbes } from '../shared/probe.ts';
import type { logFacts } from './facts.ts';

export const logsProbes = defineProbes<keyof typeof logFacts>({
  /** What API-call logs show of refused calls. */
  'logs.refusals': {
    async obtain({ given }) {
      if (!given.apiLog) throw new EvidenceNotGiven('No API-call log was given (--api-log FILE).');
      return { value: given.apiLog.refusals, origin: given.apiLog.files.join(', ') };
    },
  },
});
