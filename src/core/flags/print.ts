/** The flags that say what is printed, where to, and from what on it counts. */
import { CATALOGUE_FORMATS, COMPARISON_FORMATS, LOG_REPORT_FORMATS, REPORT_FORMATS } from '../formats.ts';
import { OWNERS } from '../parties.ts';
import { THRESHOLDS } from '../verdict.ts';
import { DOCTOR, LOOKING } from './commands.ts';
import type { Group } from './flag.ts';
import { NOT_OF_ONE_PORTAL } from './modes.ts';
import * as value from './values.ts';

const REPORTING = ['doctor', 'retest', 'prove'] as const;
const COMPARING = ['doctor recheck', 'diff'] as const;

export const PRINT_FLAGS = [
  {
    title: 'What to print:',
    flags: [
      {
        name: '--coverage',
        help: "OpenCX's troubleshooting page, step by step: what checks it, what is asked, what cannot be checked",
        on: ['checks'],
        idle: [],
      },
      {
        name: '--for',
        value: value.oneOf('owner', OWNERS),
        help: 'print the part of one owner alone, to be sent to them',
        on: ['doctor'],
        idle: ['of all profiles'],
      },
      {
        name: '--questions',
        value: value.FORM,
        help: 'open questions as a form for others: .html, .md, .yaml',
        on: ['doctor'],
        idle: ['of all profiles'],
      },
      {
        name: '--answers',
        help: 'every answer that can be given: its key, what it takes, and the question',
        on: ['checks'],
        idle: [],
      },
      {
        name: '--full',
        help: 'show each fix, question and check with its evidence',
        on: REPORTING,
        idle: [],
      },
      { name: '--full', help: 'show every row, where the text shows the first few', on: ['logs'], idle: [] },
      { name: '--full', help: 'show every entry, however many', on: ['case show'], idle: [] },
      {
        name: '--full',
        help: 'show the rules of every message, where the text has a line for each',
        on: ['explain'],
        idle: ['of a delivery'],
      },
      {
        name: '--verbose',
        help: 'as --full, and every call that was made on standard error',
        on: REPORTING,
        seldom: REPORTING,
        idle: [],
      },
      {
        name: '--verbose',
        help: 'tell every call that was made on standard error',
        on: ['doctor recheck'],
        seldom: ['doctor recheck'],
        idle: [],
      },
      {
        name: '--quiet',
        help: 'print only the verdict line',
        on: [...LOOKING, 'prove'],
        seldom: [...DOCTOR, 'prove'],
        idle: [],
      },
      {
        name: '--format',
        value: value.oneOf('format', REPORT_FORMATS),
        default: 'text',
        help: 'of the report',
        on: REPORTING,
        idle: [],
      },
      {
        name: '--format',
        value: value.oneOf('format', COMPARISON_FORMATS),
        default: 'text',
        help: 'of the comparison',
        on: COMPARING,
        idle: [],
      },
      {
        name: '--format',
        value: value.oneOf('format', LOG_REPORT_FORMATS),
        default: 'text',
        help: 'of the report',
        on: ['logs'],
        idle: [],
      },
      {
        name: '--format',
        value: value.oneOf('format', ['text', 'json', 'ndjson']),
        default: 'text',
        help: 'of the list',
        on: ['engine journal'],
        idle: ['pruning'],
      },
      {
        name: '--format',
        value: value.oneOf('format', CATALOGUE_FORMATS),
        default: 'text',
        help: 'of what is printed',
        on: ['checks'],
        idle: [],
      },
      {
        name: '--format',
        value: value.oneOf('format', ['text', 'json']),
        default: 'text',
        help: 'of what is printed',
        on: [
          'explain',
          'engine status',
          'case list',
          'case show',
          'sandbox list',
          'sandbox start',
          'sandbox mend',
        ],
        idle: [],
      },
      {
        name: '--output',
        value: value.fileToWrite('report'),
        help: 'write the report to a file instead',
        on: [...REPORTING, 'logs'],
        idle: ['of all profiles'],
      },
      {
        name: '--output',
        value: value.fileToWrite('comparison'),
        help: 'write the comparison to a file instead',
        on: COMPARING,
        idle: [],
      },
      {
        name: '--open',
        help: 'show the HTML report, or the screen where it is mended, in the browser',
        on: ['doctor'],
        seldom: ['doctor'],
        idle: ['of all profiles'],
      },
      {
        name: '--open',
        help: "show the page of OpenCX's documentation in the browser",
        on: ['checks'],
        idle: [],
      },
      {
        name: '--save',
        value: value.fileToWrite('bundle'),
        help: 'write a bundle of redacted evidence, for doctor --from',
        on: [...LOOKING, 'prove'],
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--keep-names',
        help: "keep the names of HubSpot's users, and of who answered, in the bundle: else the AI user's alone",
        on: [...LOOKING, 'prove'],
        seldom: [...LOOKING, 'prove'],
        idle: NOT_OF_ONE_PORTAL,
        needs: { flag: '--save', because: 'says what the bundle of --save holds' },
      },
      {
        name: '--suppressions',
        value: value.fileToRead('file of suppressions'),
        help: 'failures that are accepted for a while: check, scope, reason, expires',
        on: LOOKING,
        seldom: LOOKING,
        behind: { key: 'suppressions' },
        idle: [],
      },
      {
        name: '--fail-on',
        value: value.oneOf('level', THRESHOLDS),
        default: 'fail',
        help: 'from which verdict on the exit code is 1',
        on: [...REPORTING, 'logs'],
        seldom: [...REPORTING, 'logs'],
        idle: [],
      },
      {
        name: '--fail-on',
        value: value.oneOf('level', ['fail', 'warn']),
        default: 'fail',
        help: 'with warn the exit code is 1 where the engine is too far behind',
        on: ['engine status'],
        idle: [],
      },
      {
        name: '--exit-zero',
        help: 'report, and exit 0 whatever was found',
        on: [...LOOKING, 'prove', 'logs'],
        seldom: [...LOOKING, 'prove', 'logs'],
        idle: [],
      },
    ],
  },
  {
    title: 'Options:',
    flags: [
      { name: '--version', short: '-V', help: 'print the version', on: [''], idle: [] },
      {
        name: '--help',
        short: '-h',
        value: value.ALL,
        bare: true,
        help: 'print this help; with all behind it, each flag there is',
        on: [''],
        idle: [],
      },
    ],
  },
  {
    title: 'How to draw:',
    flags: [
      {
        name: '--color',
        value: value.oneOf('when', ['auto', 'always', 'never']),
        help: 'use colour; NO_COLOR counts under auto',
        on: [''],
        idle: [],
      },
      { name: '--no-color', help: 'the same as --color never', on: [''], idle: [] },
      { name: '--ascii', help: 'draw with plain ASCII signs', on: [''], idle: [] },
    ],
  },
] as const satisfies readonly Group[];
