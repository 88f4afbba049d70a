/** The flags that bring the doctor evidence which is not asked of HubSpot and OpenCX: files, answers, a saved run. */
import { DOCTOR, TESTED, TOLD } from './commands.ts';
import type { Group } from './flag.ts';
import { NOT_OF_ONE_PORTAL } from './modes.ts';
import * as time from './time-values.ts';
import * as value from './values.ts';

/** What looks at logs beside the account. */
const WITH_LOGS = [...DOCTOR, 'console'] as const;

export const EVIDENCE_FLAGS = {
  title: 'More evidence:',
  flags: [
    {
      name: '--webhook-config',
      value: value.fileToRead('webhook configuration'),
      many: 'words',
      help: "webhook settings: a project's hsmeta file, its downloaded zip, what `hs project … --json` says, or a saved API answer",
      on: TOLD,
      behind: { key: 'webhooks.config' },
      seldom: TOLD,
      idle: NOT_OF_ONE_PORTAL,
    },
    {
      name: '--answers',
      value: value.fileToRead('answers file'),
      many: 'words',
      help: 'answers given before (JSON or YAML); --answer goes first',
      on: TOLD,
      behind: { key: 'answers' },
      seldom: ['console'],
      idle: NOT_OF_ONE_PORTAL,
    },
    {
      name: '--answer',
      value: value.ANSWER,
      many: 'times',
      help: 'one answer, such as webhooks.throttle=10; repeatable',
      on: TESTED,
      idle: NOT_OF_ONE_PORTAL,
    },
    {
      name: '--save-answers',
      value: value.fileToWrite('answers file'),
      help: 'write the answers given at the prompts to this file',
      on: DOCTOR,
      seldom: DOCTOR,
      idle: NOT_OF_ONE_PORTAL,
      sharesFileWith: '--answers',
    },
    {
      name: '--journal',
      value: value.JOURNAL_TO_READ,
      help: 'journal of an engine on this machine',
      on: DOCTOR,
      seldom: DOCTOR,
      behind: { key: 'journal' },
      idle: NOT_OF_ONE_PORTAL,
    },
    {
      name: '--api-log',
      value: value.fileToRead('API-call log'),
      many: 'words',
      help: 'API-call logs of the app: CSV, JSON, NDJSON or HAR',
      on: WITH_LOGS,
      seldom: ['console'],
      idle: NOT_OF_ONE_PORTAL,
    },
    {
      name: '--delivery-log',
      value: value.fileToRead('delivery log'),
      many: 'words',
      help: "HubSpot's log of webhook deliveries: `hs app logs --type=webhooks --json`, details, HAR or CSV",
      on: WITH_LOGS,
      seldom: WITH_LOGS,
      idle: NOT_OF_ONE_PORTAL,
    },
    {
      name: '--map',
      value: value.COLUMN,
      many: 'words',
      help: "what a log's column means, where its name does not say so",
      on: WITH_LOGS,
      seldom: WITH_LOGS,
      idle: NOT_OF_ONE_PORTAL,
      needs: { flag: '--api-log', because: 'speaks of the columns of a log, which --api-log names' },
    },
    {
      name: '--since',
      value: time.START,
      help: 'count how many conversations are hit since then: 24h, 7d or a time',
      on: DOCTOR,
      seldom: DOCTOR,
      idle: NOT_OF_ONE_PORTAL,
    },
    {
      name: '--dates',
      value: value.DATE_ORDER,
      help: 'which number of 03/04/2026 in a log is the day',
      on: WITH_LOGS,
      seldom: WITH_LOGS,
      idle: NOT_OF_ONE_PORTAL,
      needs: { flag: '--api-log', because: 'speaks of the dates in a log, which --api-log names' },
    },
    {
      name: '--from',
      value: value.fileToRead('bundle'),
      help: 'judge a bundle that --save wrote; makes no calls',
      on: ['doctor', 'console'],
      idle: ['of all profiles'],
    },
    {
      name: '--from',
      value: value.fileToRead('bundle'),
      help: 'the bundle that --save wrote, to compare with',
      on: ['doctor recheck'],
      idle: [],
    },
  ],
} as const satisfies Group;
