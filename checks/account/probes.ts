import { defineProbes } from '../shared/probe.ts';
import type { accountFacts } from './facts.ts';

export const accountProbes = defineProbes<keyof typeof accountFacts>({
  'account.details': {
    async obtain({ hubspot }) {
      return { value: await hubspot().accountDetails() };
    },
  },
  'account.usage': {
    async obtain({ hubspot }) {
      return { value: await hubspot().dailyUsage() };
    },
  },
});
