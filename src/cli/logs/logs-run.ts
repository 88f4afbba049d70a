import { environmentSecrets } from '../../config/sources.ts';
import type { Options } from '../../core/flags/options.ts';
import type { LoggedReport } from '../../core/report.ts';
import { UsageError } from '../../files/usage-error.ts';
import { renderLog } from '../../reporters/log/formats.ts';
import { logs as readAndJudge } from '../../run/logs.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { pageFor, writeOutput } from '../output.ts';
import { startReading } from './reading-progress.ts';

/** `opencx-hubspot logs`: read the logs, judge what they show, print. */
export async function logs(files: readonly string[], flags: Options<'logs'>, io: Io): Promise<number> {
  const { map, dates, since, until, route, status, onlyErrors } = flags;
  expectFiles(files, flags);
  const report = await readAndJudge(
    {
      files,
      ...(map && { map }),
      ...(dates && { dates }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(route && { routes: route }),
      ...(status && { statuses: status }),
      ...(onlyErrors && { onlyErrors }),
    },
    io,
    () => startReading(io, false),
  );
  await deliverLog(report, flags, io);
  return flags.exitZero ? EXIT.clean : exitCodeOf(report, flags.failOn);
}

function expectFiles(files: readonly string[], { map, route, status }: Options<'logs'>): void {
  if (files.length > 0) return;
  throw new UsageError('No API-call log was named.', {
    hint:
      map || route || status
        ? 'Name the files first: --map, --route and --status take every word that stands behind them.'
        : 'Export one from the Logs tab of the HubSpot app (CSV), run `hs app logs --json`, or take the log of your own proxy, one JSON object a line. - reads standard input.',
  });
}

async function deliverLog(
  report: LoggedReport,
  { format, full, output }: Options<'logs'>,
  io: Io,
): Promise<void> {
  io.redactor.learn(environmentSecrets(io.env));
  const text = await renderLog(format, io.redactor.redactIn(report), {
    ...pageFor(output, io),
    full: full === true,
  });
  await writeOutput(text, 'report', output, io);
  if (output !== undefined) io.err(`The report is in ${output}: ${report.status}.\n`);
}
