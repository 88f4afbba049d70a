import { type Command, InvalidArgumentError, Option } from 'commander';
import type { DoctorFlags } from '../doctor/flags.ts';
import type { Finish } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { addAccess, addPrinting } from './run-flags.ts';

/** Only declares; what the command does is loaded when it runs, so that `--help` stays quick. */
export function addDoctor(program: Command, io: Io, finish: Finish): void {
  const doctor = program
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
    .optionsGroup('More evidence:')
    .option('--webhook-config <file...>', "webhook settings: a project's hsmeta file or a saved API answer")
    .option('--answers <file...>', 'answers given before (JSON or YAML)')
    .option('--save-answers <file>', 'write the answers given at the prompts to this file')
    .option('--journal <file>', 'journal of an engine on this machine')
    .option(
      '--api-log <file...>',
      'API-call logs of the HubSpot app: CSV, JSON, NDJSON or HAR; see `logs --help`',
    )
    .option('--map <column=field...>', "what a log's column means, where its name does not say so")
    .option('--from <file>', 'judge the evidence of a bundle that --save wrote; makes no calls');
  addAccess(doctor)
    .option('--probe-webhook', 'send one empty batch to the webhook target')
    .addOption(new Option('--offline', 'make no calls').conflicts('wait'))
    .optionsGroup('Many portals:')
    .addOption(
      new Option('--all-profiles', 'every profile of the configuration file, a report file each').conflicts([
        'profile',
        'sandbox',
        'from',
        'save',
        'output',
      ]),
    )
    .option('--output-dir <folder>', 'where --all-profiles writes its reports', 'opencx-hubspot-reports')
    .optionsGroup('What to check:')
    .addOption(
      new Option('--only <ids>', 'checks or areas, separated by commas').argParser(list).default([], 'all'),
    )
    .addOption(new Option('--skip <ids>', 'checks or areas to leave out').argParser(list).default([], 'none'))
    .option('--no-input', 'never ask')
    .optionsGroup('What to print:');
  addPrinting(doctor)
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
  $ opencx-hubspot doctor email-without-session --api-log api-calls.csv
  $ opencx-hubspot doctor --thread 9001 --save run.json
  $ opencx-hubspot doctor --from run.json --format html --output run.html
  $ opencx-hubspot doctor replies-not-syncing --webhook-config src/app/webhooks/webhooks-hsmeta.json`,
    )
    .action(async (symptom: string | undefined, flags: DoctorFlags) => {
      const { doctor } = await import('../doctor/doctor-run.ts');
      finish(await doctor(symptom, flags, io));
    });
  addRecheck(doctor, io, finish);
}

/** Takes the doctor's own flags, which commander reads before it comes here. */
function addRecheck(doctor: Command, io: Io, finish: Finish): void {
  doctor
    .helpCommand(false)
    .command('recheck')
    .summary('what became of one cause since a bundle was saved')
    .description(
      "Looks again at what can clear one cause, and at nothing else, and shows before and after. Takes the doctor's flags; which conversation, portal and Default User ID it is stands in the bundle.",
    )
    .argument('<cause>', 'a cause that the bundle showed, such as owners-scope-missing')
    .addHelpText(
      'after',
      `
Examples:
  $ opencx-hubspot doctor recheck owners-scope-missing --from run.json
  $ opencx-hubspot doctor recheck owners-scope-missing --from run.json --wait 5m
  $ opencx-hubspot doctor recheck throttle-too-low --from run.json --answers answers.yaml

Exit codes: 0 mended, 1 still a problem, 2 wrong usage, 3 cannot be told, 130 interrupted.`,
    )
    .action(async (cause: string, _own: unknown, command: Command) => {
      const { recheck } = await import('../saved/recheck-run.ts');
      finish(await recheck(cause, command.optsWithGlobals<DoctorFlags>(), io));
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
