import { type Command, Option } from 'commander';
import { THRESHOLDS } from '../../doctor/status.ts';
import { FORMATS } from '../../reporters/formats.ts';
import { seconds, timeSpan } from '../flag-values.ts';

/** How HubSpot and OpenCX are reached, the same for every command that looks at a portal. */
export function addAccess(command: Command): Command {
  return command
    .optionsGroup('How to reach them:')
    .option('--token-file <file>', 'read the HubSpot token from a file, - for standard input')
    .option('--config <file>', 'configuration file; found upwards from here when left out')
    .option('--profile <name>', 'profile of the configuration file')
    .option('--allow-host <host...>', 'accept an API host that is neither the real one nor this machine')
    .addOption(
      new Option(
        '--sandbox <name>',
        'run against an emulated portal; see `opencx-hubspot sandbox list`',
      ).conflicts(['tokenFile', 'config', 'profile']),
    )
    .addOption(new Option('--timeout <seconds>', 'for each fact').argParser(seconds).default(10))
    .addOption(new Option('--deadline <seconds>', 'for the whole run').argParser(seconds).default(45))
    .addOption(
      new Option('--wait <time>', 'look again until it is healthy, at most so long: 60s, 5m').argParser(
        timeSpan,
      ),
    );
}

/** What becomes of the report. */
export function addPrinting(command: Command): Command {
  return command
    .option('--full', 'show every check with its evidence')
    .option('--verbose', 'as --full, and every call that was made on standard error')
    .option('--quiet', 'print only the verdict line')
    .addOption(new Option('--format <format>', 'of the report').choices(FORMATS).default('text'))
    .option('--output <file>', 'write the report to a file instead')
    .option('--save <file>', 'write the redacted evidence to a bundle, to be judged again with doctor --from')
    .option('--suppressions <file>', 'failures that are accepted for a while: check, scope, reason, expires')
    .addOption(
      new Option('--fail-on <level>', 'from which verdict on the exit code is 1')
        .choices(THRESHOLDS)
        .default('fail'),
    )
    .option('--exit-zero', 'report, and exit 0 whatever was found');
}
