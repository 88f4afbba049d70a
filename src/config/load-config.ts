/**
 * What was set for one run, by flags, environment and configuration file, merged and checked: every command that looks
 * at a portal or runs the engine begins with it.
 */
import { dirname, resolve } from 'node:path';
import { type Configured, variableFor } from '../core/given.ts';
import type { Secret } from '../core/secret.ts';
import { isStoreAddress } from '../core/store-address.ts';
import { HUBSPOT, hubspotUrl, OPENCX, openCxUrl, readAllowedHosts } from './base-url.ts';
import { type LoadedConfig, readConfigFile, type WholeConfig, withProfile } from './config-file.ts';
import { shownDefaultUser } from './default-user.ts';
import type { Flags } from './flags.ts';
import { givenPersonalAccessKey } from './personal-access-key.ts';
import { givenSettingsFiles } from './settings-files.ts';
import { type Environment, environmentSecrets, type Sources, secretVariable } from './sources.ts';
import { givenStore } from './store.ts';
import { givenToken, type ReadStdin } from './token.ts';

import { shownWebhookUrl } from './webhook-url.ts';

/** What a run is started with. */
export interface RunInput {
  /** Where relative paths begin, and from where a configuration file is looked for upwards. */
  cwd: string;
  env: Environment;
  flags: Flags;
  /** Reads all of standard input, for `--token-file -`. */
  readStdin?: ReadStdin;
  /** Looks for no configuration file: the run has nothing to do with the folder it was started in. */
  ignoreConfigFile?: boolean;
  /** The configuration file, where it was read already. */
  wholeConfig?: WholeConfig;
}

/** Files that a run reads. */
interface NamedFiles {
  /** Whole paths; of two that say different things the later one counts. */
  files: string[];
  by: 'flag' | 'configuration';
}

/** All that was set for one run, merged and checked. */
export interface Settings {
  /** Answers, logs and journals are read above. */
  given: Configured;
  /** Base URLs, without a trailing slash. */
  hubspotUrl: string;
  openCxUrl: string;
  /** Hosts that calls may go to beside this machine: HubSpot's and OpenCX's own, and those of `--allow-host`. */
  allowedHosts: string[];
  /** Every secret of this run, for the redactor. */
  secrets: Secret[];
  /** Webhook URLs in clear: as webhook files say that HubSpot holds them, and as OpenCX shows it. */
  webhookUrls: { held: Secret[]; shown?: Secret };
  /** The app's client secret, which signs webhook deliveries. */
  clientSecret?: Secret;
  /** Whole path of the configuration file that was read. */
  configFile?: string;
  /** Whole path of the engine's journal, or the address of a database; what no flag names need not exist yet. */
  journal?: { place: string; mustExist: boolean };
  /** Whole path of the file of suppressions. */
  suppressionsFile?: string;
  /** Further answers belong in the last of them. */
  answers?: NamedFiles;
}

/**
 * Merges flags, environment and configuration file, in this order of strength.
 *
 * @throws {UsageError} for anything that cannot be used, before any call is made
 */
export async function loadConfig(input: RunInput): Promise<Settings> {
  const { cwd, env, flags } = input;
  const namedHosts = readAllowedHosts(flags.allowHost ?? []);
  const config = await configFor(input);
  const settings = config?.settings ?? {};
  const sources: Sources = { flags, cwd, env, settings, settingsFolder: config ? dirname(config.file) : cwd };

  const urls = { hubspotUrl: hubspotUrl(sources, namedHosts), openCxUrl: openCxUrl(sources, namedHosts) };
  const shown = shownWebhookUrl(sources);
  const { webhooks: webhookFiles, project: projectFiles } = await givenSettingsFiles(sources);
  const token = await givenToken(sources, input.readStdin);
  const changeToken = secretVariable(env, 'HUBSPOT_CHANGE_TOKEN');
  const developerKey = secretVariable(env, 'HUBSPOT_DEVELOPER_API_KEY');
  const personalAccessKey = await givenPersonalAccessKey(sources);
  const openCxKey = secretVariable(env, variableFor('keyVariable', settings.opencx));
  const clientSecret = secretVariable(env, 'HUBSPOT_CLIENT_SECRET');

  const held = webhookFiles.map(({ targetUrl }) => targetUrl).filter(isThere);

  return {
    given: {
      ...stated({
        token: token?.token,
        tokenOrigin: token?.origin,
        tokenVariable: settings.hubspot?.tokenVariable,
        keyVariable: settings.opencx?.keyVariable,
        changeToken,
        developerKey,
        personalAccessKey,
        openCxKey,
        portalId: flags.portal ?? settings.portal?.id,
        mode: flags.mode ?? settings.connection?.mode,
        threadId: flags.thread?.id,
        ticketId: flags.ticket?.id,
        linked: flags.thread?.linked ?? flags.ticket?.linked,
        sessionId: flags.session,
        contactEmail: flags.contact,
        since: flags.since,
        defaultUserId: shownDefaultUser(sources),
        webhookUrl: shown?.facts,
        project: flags.project ?? settings.hubspot?.project,
        projectFiles: Object.keys(projectFiles).length > 0 ? projectFiles : undefined,
      }),
      webhookFiles: webhookFiles.map(({ webhookFile }) => webhookFile),
      probeWebhook: flags.probeWebhook ?? false,
      offline: flags.offline ?? false,
    },
    ...urls,
    allowedHosts: [`*${HUBSPOT.domain}`, `*${OPENCX.domain}`, ...namedHosts],
    secrets: [
      token?.token,
      openCxKey,
      personalAccessKey,
      ...environmentSecrets(env),
      ...held,
      shown?.clear,
    ].filter(isThere),
    webhookUrls: { held, ...(shown?.clear && { shown: shown.clear }) },
    ...stated({
      clientSecret,
      configFile: config?.file,
      answers: namedAnswers(sources),
      journal: journalOf(sources),
      suppressionsFile: settings.suppressions && resolve(sources.settingsFolder, settings.suppressions),
    }),
  };
}

function configFor({
  cwd,
  flags,
  ignoreConfigFile,
  wholeConfig,
}: RunInput): LoadedConfig | undefined | Promise<LoadedConfig | undefined> {
  if (ignoreConfigFile) return undefined;
  if (wholeConfig) return withProfile(wholeConfig, flags.profile);
  return readConfigFile(cwd, flags.config, flags.profile);
}

/** The answers files, which are read above: what can be answered is no business of the configuration's. */
function namedAnswers({ flags, cwd, settings, settingsFolder }: Sources): NamedFiles | undefined {
  const { answers = [] } = flags;
  if (answers.length > 0) return { files: answers.map((file) => resolve(cwd, file)), by: 'flag' };
  if (settings.answers === undefined) return undefined;
  return { files: [resolve(settingsFolder, settings.answers)], by: 'configuration' };
}

/** A flag's journal must be there; any other may still have to be written. */
function journalOf({ flags, cwd, env, settings, settingsFolder }: Sources): Settings['journal'] {
  const at = (named: string, folder: string) => (isStoreAddress(named) ? named : resolve(folder, named));
  if (flags.journal !== undefined) return { place: at(flags.journal, cwd), mustExist: true };
  const store = givenStore(env);
  if (store !== undefined) return { place: store, mustExist: false };
  if (settings.journal === undefined) return undefined;
  return { place: at(settings.journal, settingsFolder), mustExist: false };
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

type Stated<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The entries that somebody stated: null is a statement, undefined is none. */
function stated<T extends object>(entries: T): Stated<T> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => isThere(value))) as Stated<T>;
}
