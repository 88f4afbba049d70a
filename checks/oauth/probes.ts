import { defineProbes } from '../shared/probe.ts';
import { askedOnly } from '../shared/stated.ts';
import type { oauthFacts } from './facts.ts';

export const oauthProbes = defineProbes<keyof typeof oauthFacts>({
  'opencx.connectionState': askedOnly('opencx.connectionState', 'which state of the connection OpenCX shows'),
  'oauth.approvedBy': askedOnly('oauth.approvedBy', 'who approved the connection in HubSpot'),
  'oauth.approvedPortal': askedOnly('oauth.approvedPortal', 'for which HubSpot account it was approved'),
});
