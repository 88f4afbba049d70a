import type { Flags } from '../config/flags.ts';
import type { Report } from '../core/report.ts';
import type { Bundle } from '../doctor/bundle/bundle.ts';

/** A look of `diagnose` or `recheck`, to be looked at again and compared with. */
export interface Run {
  id: string;
  report: Report;
  bundle: Bundle;
  /** How the portal was looked at. */
  access: Access;
}

/** Which portal is meant, and what of it. */
export interface Access {
  flags: Flags;
  sandbox?: string;
}
