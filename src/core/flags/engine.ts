/** The flags of what runs the engine and shows it, and of the rules that it applies. */
import { RULE_GENERATIONS } from '../decision.ts';
import { RULED, RUNNING } from './commands.ts';
import type { Group } from './flag.ts';
import { NOT_RUN } from './modes.ts';
import * as record from './record-values.ts';
import * as value from './values.ts';

export const ENGINE_FLAGS = [
  {
    title: 'Where events come in:',
    flags: [
      {
        name: '--port',
        value: value.wholeNumber(0, 65_535),
        default: 8787,
        help: 'on this machine',
        on: ['engine start'],
        idle: ['on a sandbox'],
      },
      {
        name: '--path',
        value: value.text('path'),
        default: '/',
        help: 'path of the target URL',
        on: ['engine start'],
        idle: ['on a sandbox'],
      },
      {
        name: '--public-url',
        value: value.text('url'),
        help: 'target URL as it stands in HubSpot, behind a tunnel or a proxy',
        on: ['engine start'],
        idle: ['on a sandbox'],
      },
      {
        name: '--signature',
        value: value.oneOf('mode', ['enforce', 'report', 'off']),
        help: 'what is done about signatures (enforce with HUBSPOT_CLIENT_SECRET, off without)',
        on: ['engine start'],
        idle: ['on a sandbox'],
      },
    ],
  },
  {
    title: 'What to look at:',
    flags: [
      {
        name: '--journal',
        value: value.JOURNAL_TO_READ,
        help: 'journal (opencx-hubspot.journal in this folder)',
        on: ['console'],
        idle: ['on a sandbox', 'of a bundle'],
      },
      {
        name: '--journal',
        value: value.JOURNAL_TO_READ,
        help: 'journal (opencx-hubspot.journal in this folder)',
        on: ['engine status'],
        idle: [],
      },
    ],
  },
  {
    title: 'What becomes of them:',
    flags: [
      {
        name: '--journal',
        value: value.JOURNAL_TO_EXTEND,
        help: 'journal (opencx-hubspot.journal in this folder)',
        on: ['engine start'],
        idle: [],
      },
      {
        name: '--store',
        value: value.STORE,
        help: 'journal in a Postgres database, without its password, in the place of a file',
        on: ['engine start'],
        behind: { variable: 'OPENCX_HUBSPOT_STORE' },
        elsewhere: '--journal',
        seldom: ['engine start'],
        idle: [],
      },
      {
        name: '--shared',
        help: 'let other engines work from that database at the same time, each started so',
        on: ['engine start'],
        seldom: ['engine start'],
        idle: ['on a sandbox'],
      },
      {
        name: '--keep-texts',
        help: 'keep message texts and contact data in the journal',
        on: ['engine start'],
        seldom: ['engine start'],
        idle: ['on a sandbox without a journal'],
      },
      {
        name: '--responder',
        value: value.fileOrEndpoint({ role: 'responder', use: 'read' }),
        help: 'who answers: a script of patterns, or an endpoint of yours; nobody when left out',
        on: RUNNING,
        idle: ['planning'],
      },
      {
        name: '--deliver',
        value: value.fileOrEndpoint({ role: 'file of replies', use: 'extend' }, ['console']),
        default: 'console',
        help: "where a rep's replies go: console, a file, or an endpoint",
        on: RUNNING,
        idle: ['planning'],
      },
      {
        name: '--retries',
        value: value.wholeNumber(0, 10),
        default: 3,
        help: 'of a HubSpot call',
        on: RUNNING,
        seldom: RUNNING,
        idle: ['planning'],
      },
      {
        name: '--console',
        help: 'serve a local page beside it that shows every event, decision and effect',
        on: ['engine start'],
        idle: [],
      },
      {
        name: '--no-open',
        help: 'do not open that page in the browser, as a terminal does',
        on: ['engine start'],
        idle: [],
        needs: { flag: '--console', because: 'leaves shut the page that --console serves' },
      },
      {
        name: '--watch-port',
        value: value.wholeNumber(0, 65_535),
        help: 'tell on this port of this machine how it stands: /healthz, and /metrics for Prometheus',
        on: ['engine start'],
        seldom: ['engine start'],
        idle: [],
      },
      {
        name: '--no-delays',
        help: 'leave out the documented delays of 5 and 15 seconds',
        on: ['engine start'],
        idle: [],
      },
    ],
  },
  {
    title: 'Where the page is served:',
    flags: [
      {
        name: '--port',
        value: value.wholeNumber(0, 65_535),
        default: 0,
        defaultIs: 'any that is free',
        help: 'on this machine',
        on: ['console'],
        idle: [],
      },
      {
        name: '--no-open',
        help: 'do not open it in the browser, as a terminal does',
        on: ['console'],
        idle: [],
      },
    ],
  },
  {
    title: 'What the integration is like:',
    flags: [
      {
        name: '--default-user',
        value: record.DEFAULT_USER,
        help: 'Default User ID in OpenCX, such as A-7001',
        on: RULED,
        behind: { variable: 'OPENCX_DEFAULT_USER_ID', key: 'opencx.defaultUserId' },
        idle: NOT_RUN,
      },
      {
        name: '--generation',
        value: value.oneOf('rules', RULE_GENERATIONS),
        default: 'G2',
        help: "generation of OpenCX's documented rules",
        on: RULED,
        seldom: RUNNING,
        idle: NOT_RUN,
      },
      {
        name: '--assist-mode',
        help: 'Assist Mode is on: drafts as internal comments',
        on: RULED,
        idle: NOT_RUN,
      },
      {
        name: '--no-ticketing',
        help: 'ticket creation is switched off in OpenCX',
        on: RULED,
        seldom: RUNNING,
        idle: [...NOT_RUN, 'of a conversation'],
      },
      {
        name: '--workflow-action',
        help: 'a workflow creates tickets for channels that HubSpot does not own',
        on: RUNNING,
        seldom: RUNNING,
        idle: ['planning'],
      },
    ],
  },
  {
    title: 'On an emulated portal:',
    flags: [
      {
        name: '--sandbox',
        value: value.PORTAL,
        help: 'run with an emulated portal that plays a story; no account needed',
        on: ['engine start'],
        idle: [],
      },
      {
        name: '--story',
        value: { called: 'name', words: 'stories' },
        default: 'first-message-to-closed-ticket',
        help: 'the story to play',
        on: ['engine start'],
        idle: [],
        needs: { flag: '--sandbox', because: 'is played on an emulated portal, which --sandbox names' },
      },
      {
        name: '--stay',
        help: 'go on serving when the story is over',
        on: ['engine start'],
        idle: [],
        needs: {
          flag: '--sandbox',
          because: 'waits behind the story of an emulated portal, which --sandbox names',
        },
      },
    ],
  },
] as const satisfies readonly Group[];
