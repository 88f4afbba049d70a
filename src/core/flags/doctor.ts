/** The flags of the doctor that say whom and what it looks at, what the services show, and which checks it runs. */
import { CONNECTION_MODES } from '../connection.ts';
import { DOCTOR, LOOKING, OF_CASES, TESTED, TOLD } from './commands.ts';
import { EVIDENCE_FLAGS } from './evidence.ts';
import type { Group } from './flag.ts';
import { NOT_LIVE, NOT_OF_ONE_PORTAL } from './modes.ts';
import * as record from './record-values.ts';
import * as value from './values.ts';

export const DOCTOR_FLAGS = [
  {
    title: 'What to look at:',
    flags: [
      {
        name: '--thread',
        value: record.THREAD,
        many: 'times',
        help: 'conversation, by HubSpot thread id or link; repeatable',
        on: DOCTOR,
        seldom: ['doctor recheck'],
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--ticket',
        value: record.TICKET,
        help: 'ticket, by its HubSpot id or link',
        on: DOCTOR,
        seldom: ['doctor recheck'],
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--session',
        value: record.SESSION,
        help: 'OpenCX session (needs OPENCX_API_KEY)',
        on: DOCTOR,
        seldom: DOCTOR,
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--contact',
        value: record.EMAIL,
        help: 'customer, by email address',
        on: DOCTOR,
        seldom: ['doctor recheck'],
        idle: NOT_OF_ONE_PORTAL,
      },
    ],
  },
  {
    title: 'To go on with another day:',
    flags: [
      {
        name: '--case',
        value: value.CASE,
        help: 'keep the run in a case, and go on with it another day',
        on: ['doctor'],
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--case',
        value: value.CASE,
        help: 'compare with the latest run of the case that showed the cause, and keep this one there',
        on: ['doctor recheck'],
        idle: [],
      },
      {
        name: '--config',
        value: value.fileToRead('configuration file'),
        help: 'configuration file beside which the cases lie; found upwards from here when left out',
        on: OF_CASES,
        idle: [],
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
        on: TOLD,
        behind: { variable: 'OPENCX_DEFAULT_USER_ID', key: 'opencx.defaultUserId' },
        seldom: ['doctor recheck', 'console'],
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--webhook-url',
        value: value.text('url'),
        help: 'webhook URL that OpenCX shows, a secret: better in the variable',
        on: TESTED,
        seldom: TESTED,
        behind: { variable: 'OPENCX_WEBHOOK_URL', key: 'opencx.webhookUrl' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--portal',
        value: record.PORTAL_ID,
        help: 'HubSpot portal that is meant',
        on: [...LOOKING, 'prove', 'console'],
        seldom: [...DOCTOR, 'console'],
        behind: { key: 'portal.id' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--project',
        value: value.text('name'),
        help: "HubSpot project that holds the app (needs a personal access key; found by the token's app when left out)",
        on: TESTED,
        seldom: TESTED,
        behind: { key: 'hubspot.project' },
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--mode',
        value: value.oneOf('mode', CONNECTION_MODES),
        help: 'how HubSpot is connected',
        on: TOLD,
        seldom: TOLD,
        behind: { key: 'connection.mode' },
        idle: NOT_OF_ONE_PORTAL,
      },
    ],
  },
  EVIDENCE_FLAGS,
  {
    title: 'Many portals:',
    flags: [
      {
        name: '--all-profiles',
        help: 'every profile of the configuration file, a report file each',
        on: ['doctor'],
        seldom: ['doctor'],
        idle: NOT_LIVE,
      },
      {
        name: '--output-dir',
        value: value.FOLDER_OF_REPORTS,
        default: 'opencx-hubspot-reports',
        help: 'where --all-profiles writes its reports, and the overview of them all',
        on: ['doctor'],
        seldom: ['doctor'],
        idle: NOT_LIVE,
        needs: { flag: '--all-profiles', because: 'holds the reports of --all-profiles' },
      },
      {
        name: '--at-once',
        value: value.wholeNumber(1, 256),
        help: 'how many profiles are looked at side by side (default: 8 for each processor, at most 64)',
        on: ['doctor'],
        seldom: ['doctor'],
        idle: NOT_LIVE,
        needs: { flag: '--all-profiles', because: 'says how --all-profiles goes about it' },
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
        seldom: ['doctor'],
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
        seldom: ['doctor'],
        idle: [],
      },
      // A promise that holds wherever it is given: scripts put it behind every command.
      { name: '--no-input', help: 'never ask', on: DOCTOR, seldom: DOCTOR, idle: [] },
    ],
  },
] as const satisfies readonly Group[];
