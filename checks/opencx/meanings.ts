import { defineMeanings } from '../shared/meaning.ts';

export const OPENCX_MEANINGS = defineMeanings({
  'opencx-key-rejected': {
    means:
      'This tool may read sessions with an OpenCX API key, and OpenCX does not take the one that was given. The integration does not use that key, so it explains no symptom; the tool only sees less.',
    unlike: {
      'token-rejected': 'That is the key to HubSpot, which the integration cannot do without.',
    },
  },
});
