/** The variables of the environment that a person sets; a flag goes before each, the configuration file behind it. */

export interface Variable {
  means: string;
  /** It never stands in a report, a log or a file that is written. */
  secret?: true;
}

const VARIABLES = {
  HUBSPOT_ACCESS_TOKEN: {
    means: "the app's access token; also `--token-file FILE`, with `-` for standard input",
    secret: true,
  },
  HUBSPOT_CHANGE_TOKEN: {
    means:
      "the token of another app than OpenCX's, such as a service key with the scope `tickets`: it makes the change of `prove --change`",
    secret: true,
  },
  HUBSPOT_DEVELOPER_API_KEY: {
    means: 'reads the webhook settings of a legacy public app',
    secret: true,
  },
  HUBSPOT_PERSONAL_ACCESS_KEY: {
    means:
      "the key of HubSpot's own command line; also `--personal-access-key-file FILE`. It shows what of a project app is deployed, what it was sent and what it called, and goes to HubSpot alone",
    secret: true,
  },
  HUBSPOT_CLIENT_SECRET: {
    means: "the app's client secret, with which its webhooks are signed",
    secret: true,
  },
  OPENCX_API_KEY: { means: 'reads sessions; needs `chat-sessions:read`', secret: true },
  OPENCX_WEBHOOK_URL: { means: 'the webhook URL that OpenCX shows', secret: true },
  OPENCX_DEFAULT_USER_ID: { means: 'the Default User ID that OpenCX shows' },
  OPENCX_HUBSPOT_STORE: {
    means:
      'the Postgres database that holds the journal: `postgres://user:password@host:5432/database`. The password, or all of it, may come from `PGPASSWORD`, `PGPASSFILE` and their like instead',
  },
  HUBSPOT_API_URL: { means: 'where HubSpot is asked; `https://api.hubapi.com` where it is not set' },
  OPENCX_API_URL: { means: 'where OpenCX is asked; `https://api.open.cx` where it is not set' },
  HTTPS_PROXY: {
    means: 'the way out, as `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`: HTTP and SOCKS5 proxies are honoured',
  },
  NO_COLOR: { means: 'draws without colour' },
  CI: { means: 'asks no questions' },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;

export const VARIABLE_NAMES = Object.keys(VARIABLES) as VariableName[];

/** What is known of one, whichever it is. */
export function variableOf(name: VariableName): Variable {
  return VARIABLES[name];
}

export const SECRET_VARIABLES: readonly VariableName[] = VARIABLE_NAMES.filter(
  (name) => variableOf(name).secret,
);
