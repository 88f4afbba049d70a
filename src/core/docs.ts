/** The page whose checklists the checks stand for. */
export const TROUBLESHOOTING_PAGE = 'https://docs.open.cx/integrations/hubspot/troubleshooting';

/** One of its sections. */
export function troubleshooting(anchor: string): string {
  return `${TROUBLESHOOTING_PAGE}#${anchor}`;
}
