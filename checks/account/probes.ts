import { defineProbe } from '../shared/probe.ts';

export const details = defineProbe({
  key: 'account.details',
  source: 'live',
  async obtain({ hubspot }) {
    return { value: await hubspot().accountDetails() };
  },
});

export const usage = defineProbe({
  key: 'account.usage',
  source: 'live',
  async obtain({ hubspot }) {
    return { value: await hubspot().dailyUsage() };
  },
});
