/** The console without a journal: the doctor beside a HubSpot account, and nothing else. */
import { createMemoryJournal } from '../engine/journal/memory.ts';
import { type Console, openConsole } from './console.ts';
import type { PortalDoctor } from './doctor/of-portal.ts';

/** @throws UsageError for a port that cannot be had */
export function consoleOfPortal(doctor: PortalDoctor, port: number): Promise<Console> {
  const about = { title: doctor.title, kind: 'portal' } as const;
  return openConsole({ about, journal: createMemoryJournal(), place: {}, doctor, port });
}
