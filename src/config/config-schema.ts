import * as v from 'valibot';
import { CONNECTION_MODES, type ConnectionMode } from '../core/connection.ts';
import { nearestClause } from '../files/nearest.ts';
import { mapping, section, text } from '../files/shape.ts';

/** What a configuration file can say about one portal. Paths are relative to the file's folder. */
export interface ConfigSettings {
  portal?: {
    /** Portal id (hub id) that the token must belong to. */
    id?: number;
  };
  hubspot?: {
    /** Base URL of HubSpot's API; a foreign host needs `--allow-host` as well. Default: https://api.hubapi.com */
    apiUrl?: string;
    /** File that holds the app's token and nothing else. */
    tokenFile?: string;
    /** Name of the environment variable that holds the app's token, in place of HUBSPOT_ACCESS_TOKEN. */
    tokenVariable?: string;
    /** File that holds a personal access key and nothing else. */
    personalAccessKeyFile?: string;
    /** Name of the project that holds the app, where it is not found by the app's token. */
    project?: string;
  };
  opencx?: {
    /** Base URL of OpenCX's API; a foreign host needs `--allow-host` as well. Default: https://api.open.cx */
    apiUrl?: string;
    /** Name of the environment variable that holds the API key, in place of OPENCX_API_KEY. */
    keyVariable?: string;
    /**
     * The webhook URL at Settings -> Integrations -> HubSpot, in clear or as the fingerprint that this tool
     * writes; '' when OpenCX shows none.
     */
    webhookUrl?: string;
    /** The Default User ID as OpenCX shows it, `A-7001` or `7001`; '' when the field is empty. */
    defaultUserId?: string;
  };
  connection?: {
    /** How HubSpot is connected. Default: legacy-app */
    mode?: ConnectionMode;
  };
  webhooks?: {
    /** Webhook configuration file or files: the project's, or saved bodies of HubSpot's webhooks API. */
    config?: string | string[];
  };
  /** Answers file. It need not exist yet where questions are asked: the prompts write it. */
  answers?: string;
  /** Journal of an engine on this machine. It need not exist yet: the engine writes it. */
  journal?: string;
  /** File of failures that are accepted for a while. */
  suppressions?: string;
}

export interface ConfigFile extends ConfigSettings {
  /** Settings by name; `--profile NAME` lays them over those above, key by key. */
  profiles?: Record<string, ConfigSettings>;
}

const mode = v.picklist(
  CONNECTION_MODES,
  (issue) =>
    `must be one of ${CONNECTION_MODES.join(', ')}${nearestClause(String(issue.input), CONNECTION_MODES)}`,
);
const portalId = v.pipe(
  v.number('must be a number'),
  v.check((id) => Number.isSafeInteger(id) && id > 0, 'must be a portal id, a whole number above zero'),
);
const variableName = v.pipe(
  text,
  v.regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable, such as SHOP_EU_TOKEN'),
);
/** YAML reads `7001` as a number. */
const userId = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())], 'must be a string, such as "A-7001"'),
  v.transform(String),
);

const SETTINGS = {
  portal: v.exactOptional(section({ id: v.exactOptional(portalId) })),
  hubspot: v.exactOptional(
    section({
      apiUrl: v.exactOptional(text),
      tokenFile: v.exactOptional(text),
      tokenVariable: v.exactOptional(variableName),
      personalAccessKeyFile: v.exactOptional(text),
      project: v.exactOptional(text),
    }),
  ),
  opencx: v.exactOptional(
    section({
      apiUrl: v.exactOptional(text),
      keyVariable: v.exactOptional(variableName),
      webhookUrl: v.exactOptional(text),
      defaultUserId: v.exactOptional(userId),
    }),
  ),
  connection: v.exactOptional(section({ mode: v.exactOptional(mode) })),
  webhooks: v.exactOptional(
    section({
      config: v.exactOptional(
        v.union([v.string(), v.array(v.string())], 'must be a string or a list of strings'),
      ),
    }),
  ),
  answers: v.exactOptional(text),
  journal: v.exactOptional(text),
  suppressions: v.exactOptional(text),
};

export const ConfigSchema: v.GenericSchema<unknown, ConfigFile> = section({
  ...SETTINGS,
  profiles: v.exactOptional(mapping(section(SETTINGS))),
});
