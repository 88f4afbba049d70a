import { type Command, InvalidArgumentError, Option } from 'commander';
import { THRESHOLDS } from '../../diagnosis/status.ts';
import type { DoctorFlags } from '../doctor-flags.ts';
import type { Finish } from '../exit-codes.ts';
import { seconds } from '../flag-values.ts';
import type { Io } from '../io.ts';

/** Only declares; what the command does is loaded when it runs, so that `--help` stays quick. */
export function addDoctor(program: Command, io: Io, finish: Finish): void {
  program
    .command('doctor')
    .summary('find out what is wrong')
    .description(
      'Checks the integration from the ground up, or along the checklist of one symptom, and names the root cause, who can mend it and how.',
    )
    .argument('[symptom]', 'what you see; a list is shown on a terminal when left out')
    .optionsGroup('What to look at:')
    .option('--thread <id>', 'conversation, by its HubSpot thread id or link')
    .option('--ticket <id>', 'ticket, by its HubSpot id or link')
    .option('--session <uuid>', 'OpenCX session (needs OPENCX_API_KEY)')
    .option('--contact <email>', 'customer, by email address')
    .optionsGroup('What OpenCX and HubSpot show:')
    .option('--default-user <id>', 'Default User ID in OpenCX, such as A-7001')
    .option('--webhook-url <url>', 'webhook URL in OpenCX (better: OPENCX_WEBHOOK_URL)')
    .option('--portal <id>', 'HubSpot portal that is meant')
    .option('--mode <mode>', 'how HubSpot is connected: legacy-app, project-app, service-key or oauth')
    .option('--webhook-config <file...>', "webhook settings: a project's hsmeta file or a saved API answer")
    .option('--answers <file...>', 'answers given before (JSON or YAML)')
    .option('--journal <file>', 'journal of an engine on this machine')
    .option('--save-answers <file>', 'write the answers given at the prompts to this file')
    .optionsGroup('How to reach them:')
    .option('--token-file <file>', 'read the HubSpot token from a file, - for standard input')
    .option('--config <file>', 'configuration file; found upwards from here when left out')
    .option('--profile <name>', 'profile of the configuration file')
    .option('--allow-host <host...>', 'accept an API host that is neither the real one nor this machine')
    .option('--probe-webhook', 'send one empty batch to the webhook target')
    .option('--offline', 'make no calls')
    .addOption(
      new Option(
        '--sandbox <name>',
        'run against an emulated portal; see `opencx-hubspot sandbox list`',
      ).conflicts(['tokenFile', 'config', 'profile']),
    )
    .addOption(new Option('--timeout <seconds>', 'for each fact').argParser(seconds).default(10))
    .addOption(new Option('--deadline <seconds>', 'for the whole run').argParser(seconds).default(45))
    .optionsGroup('What to check and what to print:')
    .addOption(
      new Option('--only <ids>', 'checks or areas, separated by commas').argParser(list).default([], 'all'),
    )
    .addOption(new Option('--skip <ids>', 'checks or areas to leave out').argParser(list).default([], 'none'))
    .option('--full', 'show every check with its evidence')
    .option('--no-input', 'never ask')
    .addOption(new Option('--format <format>', 'of the report').choices(['text', 'json']).default('text'))
    .option('--output <file>', 'write the report to a file instead')
    .addOption(
      new Option('--fail-on <level>', 'from which verdict on the exit code is 1')
        .choices(THRESHOLDS)
        .default('fail'),
    )
    .option('--exit-zero', 'report, and exit 0 whatever was found')
    .addHelpText(
      'after',
      `
Symptoms:
  connection-test-fails, handoff-without-ticket, replies-not-delivered, ai-stopped-replying,
  delivered-but-ignored, email-without-session, crm-panel-empty, replies-not-syncing

The token comes from HUBSPOT_ACCESS_TOKEN, --token-file or a prompt, never from a flag.

Examples:
  $ opencx-hubspot doctor
  $ opencx-hubspot doctor ai-stopped-replying --thread 9001 --default-user A-7001
  $ opencx-hubspot doctor --only token,scopes --no-input --format json
  $ opencx-hubspot doctor replies-not-syncing --webhook-config src/app/webhooks/webhooks-hsmeta.json`,
    )
    .action(async (symptom: string | undefined, flags: DoctorFlags) => {
      const { doctor } = await import('../doctor-run.ts');
      finish(await doctor(symptom, flags, io));
    });
}

/** Nothing at all is refused: a variable of a script that was not set must not mean "everything". */
function list(value: string, before: string[]): string[] {
  const words = value
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  if (words.length > 0) return [...before, ...words];
  throw new InvalidArgumentError('It takes checks or areas, such as scopes/required or webhooks.');
}
