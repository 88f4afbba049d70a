import { resolve } from 'node:path';
import { environmentSecrets, expectPlaceFor, UsageError } from '../../config/index.ts';
import type { LoggedReport } from '../../core/report.ts';
import { createRedactor } from '../../redact/index.ts';
import { renderLog } from '../../reporters/log/formats.ts';
import type { LogsFlags } from '../commands/logs.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { type Io, toolVersion } from '../io.ts';
import { pageFor, putOut } from '../put-out.ts';
import { filterOf } from './filter.ts';
import { nameOfLog, readLogs } from './read-logs.ts';
import { reportOnLog } from './report.ts';

/** `opencx-hubspot logs`: read the logs, judge what they show, print. */
export async function logs(files: readonly string[], flags: LogsFlags, io: Io): Promise<number> {
  const filter = filterOf(flags);
  expectFiles(files, flags);
  if (flags.output !== undefined) await expectPlaceFor(resolve(io.cwd, flags.output), 'report');
  const startedAt = Date.now();
  const read = await readLogs({ files, map: flags.map, filter }, io);
  const report = reportOnLog(read, {
    files: files.map(nameOfLog),
    threshold: flags.failOn,
    version: toolVersion(),
    startedAt,
    readAt: Date.now(),
  });
  await deliverLog(report, flags, io);
  return flags.exitZero ? EXIT.healthy : exitCodeOf(report.status);
}

function expectFiles(files: readonly string[], { map, route, status }: LogsFlags): void {
  if (files.length > 0) return;
  throw new UsageError('No API-call log was named.', {
    hint:
      map || route || status
        ? 'Name the files first: --map, --route and --status take every word that stands behind them.'
        : 'Export one from the Logs tab of the HubSpot app (CSV), run `hs app logs --json`, save the requests of a browser as HAR, or take the log of your own proxy, one JSON object a line. - reads standard input.',
  });
}

async function deliverLog(report: LoggedReport, { format, full, output }: LogsFlags, io: Io): Promise<void> {
  const redactor = createRedactor(environmentSecrets(io.env));
  const text = await renderLog(format, report, { ...pageFor(output, io), full: full === true });
  await putOut(text, 'report', output, redactor, io);
  if (output !== undefined) io.err(`The report is in ${output}: ${report.status}.\n`);
}
