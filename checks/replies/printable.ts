import { SECRET_PATTERNS } from '../../src/redact/patterns.ts';

/** Text that HubSpot took from outside (a bounce, the name of a mailbox), with addresses and secrets masked. */
export function printable(text: string): string {
  return SECRET_PATTERNS.reduce((masked, { pattern, mask }) => masked.replace(pattern, mask), text);
}
