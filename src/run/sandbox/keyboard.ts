/**
 * What the person at an emulated portal's keyboard has, once: `--sandbox`, `sandbox start`, `exec` and `mend` all go by
 * it, so that whoever looks from outside finds what is found from within.
 */
import type { Flags } from '../../config/flags.ts';
import { THREAD, TICKET } from '../../core/flags/record-values.ts';
import { Unusable } from '../../core/flags/values.ts';
import type { NamedRecord } from '../../core/given.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

type Setup = Sandbox['given'];

/** The variables that a run may be given; what is empty counts as not set, so that nobody's own value shows through. */
export type Variables = Record<(typeof NAMES)[number], string>;

const NAMES = [
  'HUBSPOT_API_URL',
  'OPENCX_API_URL',
  'HUBSPOT_ACCESS_TOKEN',
  'HUBSPOT_CHANGE_TOKEN',
  'HUBSPOT_DEVELOPER_API_KEY',
  'HUBSPOT_PERSONAL_ACCESS_KEY',
  'HUBSPOT_CLIENT_SECRET',
  'OPENCX_API_KEY',
  'OPENCX_WEBHOOK_URL',
  'OPENCX_DEFAULT_USER_ID',
] as const;

/** Flags as they are typed: a thread and a ticket may be named by their links, a time in words. */
type TypedFlags = Omit<Flags, Named> & { [K in Named]?: string };
type Named = 'thread' | 'ticket' | 'since';

export interface Keyboard {
  variables: Variables;
  /** What has no variable, and what is stated to be empty, which no variable can say. */
  flags: TypedFlags;
  /** What the screens show, by key; the content of an answers file. */
  answers: Readonly<Record<string, unknown>>;
  /** The content of a file with the webhook configuration. */
  webhookConfig?: unknown;
}

export function keyboardOf({
  url,
  openCxUrl,
  given,
}: Pick<Sandbox, 'url' | 'openCxUrl' | 'given'>): Keyboard {
  return {
    variables: {
      HUBSPOT_API_URL: url,
      OPENCX_API_URL: openCxUrl,
      HUBSPOT_ACCESS_TOKEN: given.token ?? '',
      HUBSPOT_CHANGE_TOKEN: given.changeToken ?? '',
      HUBSPOT_DEVELOPER_API_KEY: given.developerKey ?? '',
      HUBSPOT_PERSONAL_ACCESS_KEY: given.personalAccessKey ?? '',
      HUBSPOT_CLIENT_SECRET: given.clientSecret ?? '',
      OPENCX_API_KEY: given.openCxKey ?? '',
      OPENCX_WEBHOOK_URL: given.webhookUrl ?? '',
      OPENCX_DEFAULT_USER_ID: given.defaultUserId ?? '',
    },
    flags: flagsOf(given),
    answers: given.answers,
    ...(given.webhookConfig !== undefined && { webhookConfig: given.webhookConfig }),
  };
}

function flagsOf(setup: Setup): TypedFlags {
  const {
    webhookUrl,
    defaultUserId,
    portalId,
    project,
    mode,
    thread,
    ticket,
    session,
    contact,
    probeWebhook,
    since,
  } = setup;
  return {
    ...((webhookUrl === null || webhookUrl === '') && { webhookUrl: '' }),
    ...(defaultUserId === '' && { defaultUser: '' }),
    ...(portalId !== undefined && { portal: portalId }),
    ...(project && { project }),
    ...(mode && { mode }),
    ...(thread && { thread }),
    ...(ticket && { ticket }),
    ...(session && { session }),
    ...(contact && { contact }),
    ...(since && { since }),
    ...(probeWebhook && { probeWebhook }),
  };
}

/** Flags as the words of a command line. */
export function wordsOf(flags: TypedFlags): string[] {
  return Object.entries(flags).flatMap(([key, value]) => {
    const flag = `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? [flag] : [flag, String(value)];
  });
}

/** Flags as a command receives them. */
export function flagsTyped({ thread, ticket, since, ...flags }: TypedFlags): Flags {
  return {
    ...flags,
    ...(since !== undefined && { since: { at: Date.parse(since) } }),
    ...(thread !== undefined && { thread: recordNamed(THREAD, thread) }),
    ...(ticket !== undefined && { ticket: recordNamed(TICKET, ticket) }),
  };
}

/** An id that HubSpot would not give stands for itself. */
function recordNamed({ read }: typeof THREAD | typeof TICKET, word: string): NamedRecord {
  const record = read(word);
  return record instanceof Unusable ? { id: word } : record;
}
