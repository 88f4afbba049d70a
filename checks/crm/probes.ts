import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { demand } from '../shared/got.ts';
import { defineProbes } from '../shared/probe.ts';
import { askedOnly } from '../shared/stated.ts';
import type { crmFacts } from './facts.ts';

export const crmProbes = defineProbes<keyof typeof crmFacts>({
  'opencx.crmConnected': askedOnly('opencx.crmConnected', 'whether a CRM is connected in OpenCX'),
  'conversation.contactMatches': {
    after: () => ['conversation.contactEmail'],
    async obtain({ hubspot }, got) {
      const email = demand(got, 'conversation.contactEmail');
      if (!email) throw new EvidenceNotGiven('The contact has no email address to look for.');
      return { value: await hubspot().contactsByEmail(email) };
    },
  },
});
