import { BEFORE, CONNECTION, EMAIL } from './connection.ts';
import { CRM_PANEL, OWNER, TICKET } from './handoff.ts';
import { FURTHER, LIMITS } from './limits.ts';
import type { PageSection } from './section.ts';
import { DELIVERED, REPLIES, SYNC } from './webhooks.ts';

export { type CoveredStep, type PageSection, type Part, TROUBLESHOOTING_PAGE } from './section.ts';

/**
 * Everything that the OpenCX troubleshooting page states, in its order, with what stands for it here. Statements
 * are counted in `holds`, so that one that is forgotten is missed without the page at hand.
 */
export const COVERAGE: readonly PageSection[] = [
  BEFORE,
  CONNECTION,
  TICKET,
  REPLIES,
  OWNER,
  DELIVERED,
  EMAIL,
  CRM_PANEL,
  SYNC,
  LIMITS,
  FURTHER,
];
