/** The flags of the doctor that say whom and what it looks at, what it is told, and which checks it runs. */
import { CONNECTION_MODES } from '../connection.ts';
import { DOCTOR, LOOKING } from './commands.ts';
import type { Group } from './flag.ts';
import { NOT_LIVE, NOT_OF_ONE_PORTAL } from './modes.ts';
import * as record from './record-values.ts';
import * as value from './values.ts';

/** What a live test is judged with, too. */
const TESTED = [...DOCTOR, 'prove'] as const;

export const DOCTOR_FLAGS = [
  {
    title: 'What to look at:',
    flags: [
      {
        name: '--thread',
        value: record.THREAD,
        help: 'conversation, by its HubSpot thread id or link',
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--ticket',
        value: record.TICKET,
        help: 'ticket, by its HubSpot id or link',
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--session',
        value: record.SESSION,
        help: 'OpenCX session (needs OPENCX_API_KEY)',
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--contact',
        value: record.EMAIL,
        help: 'customer, by email address',
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
      },
    ],
  },
  {
    title: 'What to change:',
    flags: [
      {
        name: '--change',
        value: value.text('property'),
        help: 'change this property of a ticket and put it back, in the place of the stage that you move',
        on: ['prove'],
        idle: [],
        needs: { flag: '--ticket', because: 'changes a ticket, which --ticket names' },
      },
      {
        name: '--ticket',
        value: record.TICKET,
        help: 'the ticket that --change changes, by its HubSpot id or link',
        on: ['prove'],
        idle: [],
        needs: { flag: '--change', because: 'names the ticket that --change changes' },
      },
      {
        name: '--yes',
        help: 'agree to the change beforehand',
        on: ['prove'],
        idle: [],
        needs: { flag: '--change', because: 'agrees to what --change changes' },
      },
    ],
  },
  {
    title: 'What OpenCX and HubSpot show:',
    flags: [
      {
        name: '--default-user',
        value: record.DEFAULT_USER,
        help: 'Default User ID in OpenCX, such as A-7001',
        on: TESTED,
        behind: { variable: 'OPENCX_DEFAULT_USER_ID', key: 'opencx.defaultUserId' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--webhook-url',
        value: value.text('url'),
        help: 'webhook URL that OpenCX shows, a secret: better in the variable',
        on: TESTED,
        behind: { variable: 'OPENCX_WEBHOOK_URL', key: 'opencx.webhookUrl' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--portal',
        value: record.PORTAL_ID,
        help: 'HubSpot portal that is meant',
        on: [...LOOKING, 'prove'],
        behind: { key: 'portal.id' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--project',
        value: value.text('name'),
        help: "HubSpot project that holds the app (needs a personal access key; found by the token's app when left out)",
        on: TESTED,
        behind: { key: 'hubspot.project' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--mode',
        value: value.oneOf('mode', CONNECTION_MODES),
        help: 'how HubSpot is connected',
        on: TESTED,
        behind: { key: 'connection.mode' },
        idle: NOT_OF_ONE_PORTAL,
      },
    ],
  },
  {
    title: 'More evidence:',
    flags: [
      {
        name: '--webhook-config',
        value: value.fileToRead('webhook configuration'),
        many: 'words',
        help: "webhook settings: a project's hsmeta file, its downloaded zip, what `hs project … --json` says, or a saved API answer",
        on: TESTED,
        behind: { key: 'webhooks.config' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--answers',
        value: value.fileToRead('answers file'),
        many: 'words',
        help: 'answers given before (JSON or YAML)',
        on: TESTED,
        behind: { key: 'answers' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--answer',
        value: value.ANSWER,
        many: 'times',
        help: 'one answer, such as webhooks.throttle=10; repeatable, and counts before those of files',
        on: TESTED,
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--save-answers',
        value: value.fileToWrite('answers file'),
        help: 'write the answers given at the prompts to this file',
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
        sharesFileWith: '--answers',
      },
      {
        name: '--journal',
        value: value.fileToRead('journal'),
        help: 'journal of an engine on this machine',
        on: DOCTOR,
        behind: { key: 'journal' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--api-log',
        value: value.fileToRead('API-call log'),
        many: 'words',
        help: 'API-call logs of the HubSpot app: CSV, JSON, NDJSON or HAR; see `logs --help`',
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--delivery-log',
        value: value.fileToRead('delivery log'),
        many: 'words',
        help: "HubSpot's log of webhook deliveries: `hs app logs --type=webhooks --json`, details, HAR or CSV",
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--map',
        value: value.text('column=field'),
        many: 'words',
        help: "what a log's column means, where its name does not say so",
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
        needs: { flag: '--api-log', because: 'speaks of the columns of a log, which --api-log names' },
      },
      {
        name: '--since',
        value: value.START,
        help: 'count how many conversations are hit since then: 24h, 7d or a time',
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--dates',
        value: value.DATE_ORDER,
        help: 'which number of 03/04/2026 in a log is the day: dmy or mdy',
        on: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
        needs: { flag: '--api-log', because: 'speaks of the dates in a log, which --api-log names' },
      },
      {
        name: '--from',
        value: value.fileToRead('bundle'),
        help: 'judge the evidence of a bundle that --save wrote; makes no calls',
        on: ['doctor'],
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
  },
  {
    title: 'Many portals:',
    flags: [
      {
        name: '--all-profiles',
        help: 'every profile of the configuration file, a report file each',
        on: ['doctor'],
        idle: NOT_LIVE,
      },
      {
        name: '--output-dir',
        value: value.FOLDER_OF_REPORTS,
        default: 'opencx-hubspot-reports',
        help: 'where --all-profiles writes its reports',
        on: ['doctor'],
        idle: NOT_LIVE,
        needs: { flag: '--all-profiles', because: 'holds the reports of --all-profiles' },
      },
    ],
  },
  {
    title: 'What to check:',
    flags: [
      {
        name: '--only',
        value: value.CHECKS,
        many: 'times',
        default: [],
        defaultIs: 'all',
        help: 'checks or areas, separated by commas',
        on: ['doctor'],
        idle: [],
      },
      {
        name: '--skip',
        value: value.CHECKS,
        many: 'times',
        default: [],
        defaultIs: 'none',
        help: 'checks or areas to leave out',
        on: ['doctor'],
        idle: [],
      },
      // A promise that holds wherever it is given: scripts put it behind every command.
      { name: '--no-input', help: 'never ask', on: DOCTOR, idle: [] },
    ],
  },
] as const satisfies readonly Group[];
