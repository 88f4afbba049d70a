import type { Report } from '../core/report.ts';

/** What of OpenCX's page a run goes by; undefined where somebody has said that it is what the page begins with. */
export function connectionNote({ connection: { mode, by, page } }: Report): string | undefined {
  switch (by) {
    case 'assumed':
      return `Nobody has said how HubSpot is connected, so this goes by ${page}; --mode says it.`;
    case 'symptom':
      return `This goes by ${page}, which is where the symptom can be seen.`;
    case 'measured':
      return `HubSpot shows the project of the app, so this goes by ${page}.`;
    case 'said':
      return mode === 'legacy-app' ? undefined : `This goes by ${page}.`;
  }
}
