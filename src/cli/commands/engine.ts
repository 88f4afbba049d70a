import { type Command, InvalidArgumentError, Option } from 'commander';
import { type AccessFlags, addAccessFlags, addRuleFlags, type RuleFlags } from '../engine/flags.ts';
import { since } from '../engine/since.ts';
import type { Finish } from '../exit-codes.ts';
import { wholeNumber } from '../flag-values.ts';
import type { Io } from '../io.ts';

export interface StartFlags extends RuleFlags, AccessFlags {
  port: number;
  path: string;
  publicUrl?: string;
  signature?: 'enforce' | 'report' | 'off';
  journal?: string;
  keepTexts?: boolean;
  responder?: string;
  deliver: string;
  retries: number;
  sandbox?: string;
  story?: string;
  stay?: boolean;
  /** commander's reading of --no-delays. */
  delays: boolean;
}

export interface JournalFlags {
  journal?: string;
  thread?: string;
  status?: 'accepted' | 'begun' | 'done' | 'skipped' | 'failed' | 'interrupted';
  reason?: string;
  since?: number;
  id?: number;
  limit: number;
  follow?: boolean;
  prune?: number;
  format: 'text' | 'json' | 'ndjson';
}

export interface ReplayFlags extends RuleFlags, AccessFlags {
  journal?: string;
  id?: number[];
  failed?: boolean;
  since?: number;
  run?: boolean;
  responder?: string;
  deliver: string;
  retries: number;
}

export interface TriggerFlags {
  url: string;
  publicUrl?: string;
  set: Record<string, string>;
  count: number;
  rate?: number;
}

/** Only declares; what each command does is loaded when it runs. */
export function addEngine(program: Command, io: Io, finish: Finish): void {
  const engine = program
    .command('engine')
    .summary('the sync engine, run on this machine')
    .description(
      "Runs the integration's sync engine here, so that every decision it takes about an event can be seen: start takes webhooks in, journal shows what became of them, replay runs them again, trigger sends one.",
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot engine start --sandbox healthy-chat\n  $ opencx-hubspot engine journal --status skipped --since 1h',
    );
  addStart(engine, io, finish);
  addJournal(engine, io, finish);
  addReplay(engine, io, finish);
  addTrigger(engine, io, finish);
}

function addStart(engine: Command, io: Io, finish: Finish): void {
  const command = engine
    .command('start')
    .description('Takes webhooks in, decides, answers, hands off and syncs back, until stopped.')
    .optionsGroup('Where events come in:')
    .addOption(
      new Option('--port <number>', 'on this machine').argParser(wholeNumber(0, 65_535)).default(8787),
    )
    .option('--path <path>', 'path of the target URL', '/')
    .option('--public-url <url>', 'target URL as it stands in HubSpot, behind a tunnel or a proxy')
    .addOption(
      new Option(
        '--signature <mode>',
        'what is done about signatures (enforce with HUBSPOT_CLIENT_SECRET, off without)',
      ).choices(['enforce', 'report', 'off']),
    )
    .optionsGroup('What becomes of them:')
    .option('--journal <file>', 'journal (opencx-hubspot.journal in this folder)')
    .option('--keep-texts', 'keep message texts and contact data in the journal')
    .option(
      '--responder <file|url>',
      'who answers: a script of patterns, or an endpoint of yours; nobody when left out',
    )
    .option('--deliver <file|url>', "where a rep's replies go: console, a file, or an endpoint", 'console')
    .addOption(new Option('--retries <number>', 'of a HubSpot call').argParser(wholeNumber(0, 10)).default(3))
    .option('--no-delays', 'leave out the documented delays of 5 and 15 seconds');
  addAccessFlags(addRuleFlags(command))
    .optionsGroup('On an emulated portal:')
    .option('--sandbox <name>', 'run with an emulated portal that plays a story; no account needed')
    .option('--story <name>', 'the story to play', 'first-message-to-closed-ticket')
    .option('--stay', 'go on serving when the story is over')
    .addHelpText(
      'after',
      `
Examples:
  $ opencx-hubspot engine start --sandbox healthy-chat
  $ opencx-hubspot engine start --default-user A-7001 --responder answers.yaml
  $ opencx-hubspot engine start --public-url https://tunnel.example.test/hubspot --path /hubspot`,
    )
    .action(async (flags: StartFlags) => {
      const { startEngine } = await import('../engine/start-run.ts');
      finish(await startEngine(flags, io));
    });
}

function addJournal(engine: Command, io: Io, finish: Finish): void {
  engine
    .command('journal')
    .description('Shows what came in and what became of it.')
    .option('--journal <file>', 'journal (opencx-hubspot.journal in this folder)')
    .option('--thread <id>', 'only this conversation')
    .addOption(
      new Option('--status <status>', 'only events that ended so').choices([
        'accepted',
        'begun',
        'done',
        'skipped',
        'failed',
        'interrupted',
      ]),
    )
    .option('--reason <reason>', 'only events with this reason, such as owner-not-ai-user')
    .addOption(new Option('--since <time>', 'only what came since: 30m, 2h, 7d or a time').argParser(since))
    .addOption(
      new Option('--id <number>', 'the whole story of one event').argParser(
        wholeNumber(1, Number.MAX_SAFE_INTEGER),
      ),
    )
    .addOption(
      new Option('--limit <number>', 'the newest so many').argParser(wholeNumber(1, 1_000_000)).default(50),
    )
    .option('--follow', 'go on printing what comes, until stopped')
    .addOption(new Option('--prune <time>', 'forget what ended before: 30d or a time').argParser(since))
    .addOption(
      new Option('--format <format>', 'of the list').choices(['text', 'json', 'ndjson']).default('text'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot engine journal --thread 8243595013\n  $ opencx-hubspot engine journal --id 12\n  $ opencx-hubspot engine journal --follow --format ndjson',
    )
    .action(async (flags: JournalFlags) => {
      const { showJournal } = await import('../engine/journal-run.ts');
      finish(await showJournal(flags, io));
    });
}

function addReplay(engine: Command, io: Io, finish: Finish): void {
  const command = engine
    .command('replay')
    .description('Runs journalled events again. Without --run it only says which ones.')
    .option('--journal <file>', 'journal (opencx-hubspot.journal in this folder)')
    .addOption(new Option('--id <number...>', 'these events').argParser(numbers))
    .option('--failed', 'events that failed or were interrupted')
    .addOption(new Option('--since <time>', 'only what came since: 30m, 2h, 7d or a time').argParser(since))
    .option('--run', 'run them; each is journalled as a new event')
    .option(
      '--responder <file|url>',
      'who answers: a script of patterns, or an endpoint of yours; nobody when left out',
    )
    .option('--deliver <file|url>', "where a rep's replies go: console, a file, or an endpoint", 'console')
    .addOption(
      new Option('--retries <number>', 'of a HubSpot call').argParser(wholeNumber(0, 10)).default(3),
    );
  addAccessFlags(addRuleFlags(command))
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot engine replay --failed --since 1d\n  $ opencx-hubspot engine replay --id 12 --run',
    )
    .action(async (flags: ReplayFlags) => {
      const { replayEvents } = await import('../engine/replay-run.ts');
      finish(await replayEvents(flags, io));
    });
}

function addTrigger(engine: Command, io: Io, finish: Finish): void {
  engine
    .command('trigger')
    .description(
      'Sends a realistic event, signed with HUBSPOT_CLIENT_SECRET where that is set, to an engine on this machine.',
    )
    .argument('[event]', 'a bundled event; they are listed when left out')
    .option('--url <url>', 'where the engine takes events', 'http://127.0.0.1:8787/')
    .option('--public-url <url>', 'URL that the signature is made for')
    .addOption(
      new Option('--set <key=value>', 'change a field of the event; repeatable')
        .argParser(field)
        .default({}, 'none'),
    )
    .addOption(new Option('--count <number>', 'deliveries').argParser(wholeNumber(1, 10_000)).default(1))
    .addOption(new Option('--rate <number>', 'deliveries a second').argParser(wholeNumber(1, 10_000)))
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot engine trigger\n  $ opencx-hubspot engine trigger new-message --set objectId=8243595013\n  $ opencx-hubspot engine trigger new-message --count 100 --rate 20',
    )
    .action(async (event: string | undefined, flags: TriggerFlags) => {
      const { triggerEvent } = await import('../engine/trigger-run.ts');
      finish(await triggerEvent(event, flags, io));
    });
}

function field(value: string, before: Record<string, string>): Record<string, string> {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It takes key=value, such as objectId=8243595013.');
  return { ...before, [value.slice(0, at)]: value.slice(at + 1) };
}

function numbers(value: string, before: number[] = []): number[] {
  return [...before, wholeNumber(1, Number.MAX_SAFE_INTEGER)(value)];
}
