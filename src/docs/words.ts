/** What the words of a report, its formats, logs, answers and settings mean, a page for each of these. */
import { ANSWER_KEYS, QUESTIONS } from '../../checks/facts.ts';
import { CHECK_IDS } from '../../checks/index.ts';
import { LOG_FORM_WORDS, LOG_FORMS } from '../core/api-log.ts';
import type { Source } from '../core/evidence.ts';
import { EXIT_CODES } from '../core/exit-codes.ts';
import { COMMAND_NAMES } from '../core/flags/commands.ts';
import { flagsOf } from '../core/flags/table.ts';
import { FORMAT_WORDS, REPORT_FORMATS } from '../core/formats.ts';
import type { PageFact } from '../core/page.ts';
import type { Party } from '../core/parties.ts';
import type { ObstacleId, RunStatus } from '../core/report.ts';
import { VARIABLE_NAMES, variableOf } from '../core/variables.ts';
import type { Confidence, Status } from '../core/verdict.ts';
import { checkPage } from '../doctor/pages/check.ts';
import { takenBy } from '../reporters/answer-keys.ts';
import { sourcesInWords } from '../reporters/pages/words.ts';
import { OBSTACLE_WORDS, PARTY_ACTS } from '../reporters/words.ts';
import { addressOfPage } from './addresses.ts';
import { capital, code, commandLines, link, page, table } from './markdown.ts';

const RUN_STATUSES: Readonly<Record<RunStatus, string>> = {
  problems: 'something fails',
  incomplete: 'something could not be told, or nothing was judged',
  warnings: 'nothing fails, and something should be looked after',
  open: 'nothing that was measured is wrong, and questions that could decide are unanswered',
  healthy: 'everything that was looked at is as it should be',
};

const STATUSES: Readonly<Record<Status, string>> = {
  pass: 'the claim holds',
  warn: 'it does not hold, and that alone breaks nothing yet',
  fail: 'it does not hold',
  unknown: 'it could not be told: what it rests on could not be read',
  blocked: 'another check has to hold first',
  manual: 'a person can answer it; the question stands in the report',
  na: 'it was not looked at, for the reason that is given',
  crash: 'the check itself broke',
};

const CONFIDENCES: Readonly<Record<Confidence, string>> = {
  confirmed: 'it was measured',
  likely: "it rests on a person's word, or on strong signs",
  possible: 'a hint that a test should settle',
};

const SOURCES: Readonly<Record<Source, string>> = {
  given: 'a flag, the environment, the configuration file',
  live: 'a call',
  file: 'a configuration file, a log',
  journal: 'what an engine on this machine received',
  stated: "a person's answer",
  replay: 'a saved run that does not say where it had it from',
  tested: 'a live test: it was seen to happen when somebody made it happen',
};

function rows<W extends string>(words: Readonly<Record<W, string>>): string[][] {
  return Object.entries<string>(words).map(([word, means]) => [code(word), means]);
}

export function reportsPage(): string {
  return page(
    '# What a report says',
    'A cause is named only where something was found. What could not be told is `unknown`, and never taken for a wrong setting.',
    '## How it ends',
    'The last line of the text, and `status` in JSON, say what was found, whatever the threshold of `--fail-on` is. The first that holds:',
    table(['status', 'means'], rows(RUN_STATUSES)),
    '## Exit codes',
    table(
      ['code', 'means'],
      EXIT_CODES.map(({ code: number, means }) => [String(number), means]),
    ),
    'Problems win over what could not be told. `--fail-on warn` lets warnings count, `--fail-on manual` open questions too; `--exit-zero` reports and exits 0. What else a command means by a code stands on its own page.',
    '## What a check concludes',
    table(['verdict', 'means'], rows(STATUSES)),
    '## How sure a cause is',
    table(['word', 'means'], rows(CONFIDENCES)),
    '## Who acts',
    table(['owner', 'means'], rows<Party>(PARTY_ACTS)),
    '## Where a fact comes from',
    table(['source', 'means'], rows(SOURCES)),
    '## What is in the way of the tool itself',
    'An obstacle is no finding about HubSpot or OpenCX. It stands before all else in every format, is for whoever runs the tool, and explains no symptom.',
    table(['obstacle', 'means'], rows<ObstacleId>(OBSTACLE_WORDS)),
    '## Formats',
    table(
      ['`--format`', 'for'],
      REPORT_FORMATS.map((format) => [code(format), FORMAT_WORDS[format]]),
    ),
  );
}

export function logFormsPage(): string {
  return page(
    '# Logs that can be read',
    'By `logs FILE...` and `doctor --api-log FILE`; `-` is standard input. What a file is, is seen from its content, not from its name; gzip is unpacked. Cookies, headers, tokens and addresses never come out again.',
    table(
      ['form', 'what it is'],
      LOG_FORMS.map((form) => [code(form), LOG_FORM_WORDS[form]]),
    ),
    "HubSpot's log of webhook deliveries (`hs app logs --type=webhooks --json`, the details of single deliveries, HAR, CSV) is read by `logs` too, and by `doctor --delivery-log FILE`.",
  );
}

/** A file with something in each of its parts, as an example. */
export const CONFIGURATION = {
  portal: { id: 1020304 },
  connection: { mode: 'legacy-app' },
  opencx: { defaultUserId: 'A-7001' },
  webhooks: { config: 'src/app/webhooks/webhooks-hsmeta.json' },
  answers: 'answers.yaml',
  profiles: { eu: { portal: { id: 5060708 }, hubspot: { tokenVariable: 'EU_HUBSPOT_TOKEN' } } },
};

export function settingsPage(): string {
  return page(
    '# Settings',
    'Flags win over the environment, the environment over `opencx-hubspot.config.json` (or `.yaml`), which is looked for from the working folder upwards. `opencx-hubspot init` writes that file by asking; a key that is not known is refused with the nearest one, and so is a secret in it.',
    commandLines(JSON.stringify(CONFIGURATION, null, 2).split('\n')),
    '## Variables',
    table(
      ['variable', 'means', 'secret'],
      VARIABLE_NAMES.map((name) => {
        const { means, secret } = variableOf(name);
        return [code(name), means, secret ? 'yes' : ''];
      }),
    ),
    '## Keys of the configuration file that a flag goes before',
    table(['key', 'flag', 'means'], configurationRows()),
  );
}

function configurationRows(): string[][] {
  const flags = COMMAND_NAMES.flatMap((command) => flagsOf(command));
  const behind = new Map(
    flags.flatMap((flag) => (flag.behind?.key ? [[flag.behind.key, flag] as const] : [])),
  );
  return [...behind].map(([key, { name, help }]) => [code(key), code(name), help]);
}

/** Every fact that checks rest on, once, in the order in which the checks need it. */
export function factsPage(): string {
  const facts = new Map<string, { fact: PageFact; checks: string[] }>();
  for (const { id, facts: looked } of CHECK_IDS.map(checkPage)) {
    for (const fact of looked) {
      const known = facts.get(fact.key) ?? { fact, checks: [] };
      facts.set(fact.key, { ...known, checks: [...known.checks, id] });
    }
  }
  return page(
    '# Where the answers come from',
    'Each fact is read from the best of its sources that answers, and a report names the one that did. What no source tells is asked of a person; `opencx-hubspot checks --coverage` shows for every step of the troubleshooting page of OpenCX what covers it.',
    table(
      ['fact', 'what it is', 'from, best first', 'flag', 'for'],
      [...facts.values()].map(({ fact, checks }) => [
        code(fact.key),
        fact.title,
        sourcesInWords([fact]),
        fact.flag === undefined ? '' : code(fact.flag),
        { markdown: checks.map((id) => link(code(id), addressOfPage('check', id))).join(', ') },
      ]),
    ),
  );
}

export function answersPage(): string {
  return page(
    '# Answers',
    'What no API tells, a person can. An answer is typed at a prompt, given with `--answer KEY=VALUE`, or kept in a file (`--answers FILE`, `--save-answers FILE`). It is marked as stated, makes a cause likely and never confirmed, and is called old after seven days. A webhook URL is a secret: it stands in a variable or a file and is never typed on the command line.',
    table(
      ['key', 'takes', 'question'],
      ANSWER_KEYS.map((key) => [code(key), capital(takenBy(QUESTIONS[key].form)), QUESTIONS[key].text]),
    ),
  );
}
