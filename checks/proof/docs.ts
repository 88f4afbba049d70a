import { troubleshooting } from '../../src/core/docs.ts';

/** OpenCX's page asks for a fresh test message wherever it says how to make sure. */
export const documented = troubleshooting('replies-not-syncing-full-checklist');
