import { type Command, Option } from 'commander';
import { THRESHOLDS, type Threshold } from '../../doctor/status.ts';
import { LOG_FORMATS, type LogFormat } from '../../reporters/log/formats.ts';
import type { Finish } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** The flags of `logs`, as commander hands them over. */
export interface LogsFlags {
  map?: string[];
  since?: string;
  until?: string;
  route?: string[];
  status?: string[];
  onlyErrors?: boolean;
  full?: boolean;
  format: LogFormat;
  output?: string;
  failOn: Threshold;
  exitZero?: boolean;
}

/** Only declares; what the command does is loaded when it runs, so that `--help` stays quick. */
export function addLogs(program: Command, io: Io, finish: Finish): void {
  program
    .command('logs')
    .summary('find the refused call that explains it, in API-call logs')
    .description(
      'Reads API-call logs of the HubSpot app and says what they show: missing scopes, a token that died, rate limits, failing and slow calls. Which form a file has is seen from its content; what was refused is told with its cause, its fix and who can act.',
    )
    .argument('[files...]', 'logs as CSV, JSON, NDJSON or HAR, gzipped or not; - for standard input')
    .optionsGroup('What to look at:')
    .option(
      '--map <column=field...>',
      'what a column means, where its name does not say so: at, method, path, status, durationMs, category, body',
    )
    .option('--since <time>', 'only calls from then on: 2026-11-20T08:00Z, or 90m, 2h, 7d before now')
    .option('--until <time>', 'only calls up to then')
    .option(
      '--route <pattern...>',
      'only calls whose route holds one of these; with *, whose whole path fits',
    )
    .option('--status <codes...>', 'only calls answered with one of these: 403, 4xx, 500-504')
    .option('--only-errors', 'only calls that were refused or failed')
    .optionsGroup('What to print:')
    .option('--full', 'show every row, where the text shows the first few')
    .addOption(new Option('--format <format>', 'of the report').choices(LOG_FORMATS).default('text'))
    .option('--output <file>', 'write the report to a file instead')
    .addOption(
      new Option('--fail-on <level>', 'from which verdict on the exit code is 1; a warning names a cause too')
        .choices(THRESHOLDS)
        .default('warn'),
    )
    .option('--exit-zero', 'report, and exit 0 whatever was found')
    .addHelpText(
      'after',
      `
Where a log comes from:
  HubSpot: the app -> Logs (or Monitoring -> API Calls) -> Export logs, a CSV of up to 30 days
  HubSpot's command line: hs app logs --app=ID --type=api-call --json
  a browser: the network tab -> Save all as HAR
  your own proxy: one JSON object a line

Examples:
  $ opencx-hubspot logs api-calls.csv
  $ opencx-hubspot logs monday.csv.gz tuesday.csv.gz --since 2026-11-17T06:00Z --only-errors
  $ opencx-hubspot logs export.csv --map "Moment=at" "Result=status"
  $ hs app logs --app=123 --type=api-call --json | opencx-hubspot logs - --format markdown

Exit codes: 0 nothing found, 1 the log shows a cause, 2 wrong usage or a file without calls, 3 nothing could be judged.`,
    )
    .action(async (files: string[], flags: LogsFlags) => {
      const { logs } = await import('../logs/logs-run.ts');
      finish(await logs(files, flags, io));
    });
}
