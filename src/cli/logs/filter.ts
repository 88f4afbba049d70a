import { parseMoment } from '../../config/index.ts';
import { createLogFilter, type LogFilter } from '../../logs/index.ts';
import type { LogsFlags } from '../commands/logs.ts';

type FilterFlags = Pick<LogsFlags, 'since' | 'until' | 'route' | 'status' | 'onlyErrors'>;

/**
 * Which calls the flags ask for. Statuses may stand apart or with commas between them.
 *
 * @throws UsageError for what is no time and no status
 */
export function filterOf(
  { since, until, route, status, onlyErrors }: FilterFlags,
  now = Date.now(),
): LogFilter {
  const statuses = status?.flatMap((word) => word.split(',')).filter((word) => word.trim() !== '');
  return createLogFilter({
    ...(since !== undefined && { since: parseMoment(since, now) }),
    ...(until !== undefined && { until: parseMoment(until, now) }),
    ...(route && { routes: route }),
    ...(statuses && { statuses }),
    ...(onlyErrors && { onlyErrors }),
  });
}
