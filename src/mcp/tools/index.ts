import type { Tool } from '../tool.ts';
import { compare } from './compare.ts';
import { describe } from './describe.ts';
import { diagnose } from './diagnose.ts';
import { explain } from './explain.ts';
import { listPortals } from './list-portals.ts';
import { prove } from './prove.ts';
import { readLogs } from './read-logs.ts';
import { recheck } from './recheck.ts';

/** In the order in which they are listed. */
export const TOOLS: readonly Tool[] = [
  diagnose,
  recheck,
  prove,
  explain,
  readLogs,
  compare,
  describe,
  listPortals,
];
