import type { ApiLog } from '../../core/api-log.ts';
import type { LoggedReport } from '../../core/report.ts';
import { grouped, many } from './words.ts';

/**
 * What is left to say where calls were refused or failed and no cause stands for it: that nothing was found is no
 * news then. Undefined where there is a cause, or every call went well.
 */
export function withoutReason({ causes, log }: LoggedReport): string | undefined {
  const refused = sumOf(log.refusals.map(({ count }) => count));
  const failed = sumOf(log.serverErrors.map(({ count }) => count));
  if (causes.length > 0 || refused + failed === 0) return undefined;
  const parts = [
    ...(refused > 0 ? [`${many(refused, 'call')} ${refused === 1 ? 'was' : 'were'} refused`] : []),
    ...(failed > 0 ? [`${many(failed, 'call')} failed on a server`] : []),
  ];
  return `Still, ${parts.join(' and ')}: which ones, and when, is told below.`;
}

/**
 * Which calls the timeline lacks, where a column should tell the time: a date is written in a way that is not
 * understood, or cannot be one when read month first.
 */
export function withoutTime({ files, calls, timeline }: ApiLog): string | undefined {
  const untimed = calls - sumOf(timeline?.calls ?? []);
  const tellsTime = files.some(({ columns }) => columns.some(({ field }) => field === 'at'));
  if (untimed <= 0 || !tellsTime) return undefined;
  const which = untimed === calls ? 'No call has' : `${grouped(untimed)} of ${many(calls, 'call')} have no`;
  const time = untimed === calls ? 'a time that can be read' : 'time that can be read';
  return `${which} ${time}. Best are times such as 2026-11-20T08:00:12Z; dates with slashes are read month first.`;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
