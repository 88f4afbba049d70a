/** The flags that say how HubSpot and OpenCX are reached, with whose token and for how long. */
import { DOCTOR, LOOKING, RULED, TOLD } from './commands.ts';
import type { Group } from './flag.ts';
import { NOT_LIVE, NOT_OF_ONE_PORTAL, NOT_RUN, WITHOUT_CALLS } from './modes.ts';
import * as time from './time-values.ts';
import * as value from './values.ts';

const REACHING = [...LOOKING, ...RULED, 'prove', 'console'] as const;
/** What an agent is given to look with, by whoever starts it. */
const GIVEN = [...REACHING, 'mcp'] as const;

export const REACH_FLAGS = [
  {
    title: 'How to reach them:',
    flags: [
      {
        name: '--token-file',
        value: value.fileToRead('token file'),
        help: 'read the HubSpot token from a file, - for standard input',
        on: GIVEN,
        behind: { variable: 'HUBSPOT_ACCESS_TOKEN', key: 'hubspot.tokenFile' },
        idle: [...NOT_OF_ONE_PORTAL, ...NOT_RUN, 'on a sandbox'],
      },
      {
        name: '--personal-access-key-file',
        value: value.fileToRead('personal access key file'),
        help: "read the key of HubSpot's command line from a file; it shows what of a project is deployed",
        on: TOLD,
        seldom: TOLD,
        behind: { variable: 'HUBSPOT_PERSONAL_ACCESS_KEY', key: 'hubspot.personalAccessKeyFile' },
        idle: [...NOT_OF_ONE_PORTAL, 'on a sandbox'],
      },
      {
        name: '--config',
        value: value.fileToRead('configuration file'),
        help: 'configuration file; found upwards from here when left out',
        on: GIVEN,
        seldom: REACHING,
        idle: [...NOT_LIVE, ...NOT_RUN, 'on a sandbox'],
      },
      {
        name: '--profile',
        value: { called: 'name', words: 'profiles' },
        help: 'profile of the configuration file',
        on: REACHING,
        seldom: [...DOCTOR, 'prove'],
        idle: ['of all profiles', ...NOT_RUN, 'on a sandbox'],
      },
      {
        name: '--allow-host',
        value: value.text('host'),
        many: 'words',
        help: 'accept an API host that is neither the real one nor this machine',
        on: GIVEN,
        seldom: REACHING,
        idle: [...NOT_LIVE, ...NOT_RUN, 'on a sandbox'],
      },
      {
        name: '--sandbox',
        value: value.PORTAL,
        help: 'run against an emulated portal; see `sandbox list`',
        on: [...LOOKING, 'prove', 'console'],
        idle: NOT_OF_ONE_PORTAL,
      },
      {
        name: '--timeout',
        value: time.SECONDS,
        default: 10,
        help: 'for each fact, or each call of the engine',
        on: GIVEN,
        seldom: REACHING,
        idle: [...WITHOUT_CALLS, ...NOT_RUN],
      },
      {
        name: '--patience',
        value: time.SECONDS,
        default: 120,
        help: 'for each hop of a live test; five times as long for what a person does',
        on: ['prove', 'console'],
        seldom: ['console'],
        idle: ['of a bundle'],
      },
      {
        name: '--deadline',
        value: time.SECONDS,
        help: 'for the whole run (default: 45, and 300 with --since)',
        on: LOOKING,
        seldom: LOOKING,
        idle: WITHOUT_CALLS,
      },
      {
        name: '--wait',
        value: time.TIME_SPAN,
        help: 'look again until it is healthy, at most so long: 60s, 5m',
        on: LOOKING,
        idle: WITHOUT_CALLS,
      },
      {
        name: '--probe-webhook',
        help: 'send one empty batch to the webhook target',
        on: [...DOCTOR, 'prove'],
        seldom: [...DOCTOR, 'prove'],
        idle: WITHOUT_CALLS,
      },
      { name: '--offline', help: 'make no calls', on: DOCTOR, seldom: DOCTOR, idle: NOT_LIVE },
    ],
  },
] as const satisfies readonly Group[];
