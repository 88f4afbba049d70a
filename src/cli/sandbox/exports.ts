import { jsonText } from '../../redact/printable.ts';
import type { Portal } from '../../sandbox/portal/portals.ts';
import { givenFor, type Sandbox } from '../../sandbox/sandbox.ts';

/**
 * What a shell needs to look at a running sandbox from outside: lines for `eval` or for copying, and comments that
 * carry what no variable can.
 */
export function exportsFor(sandbox: Sandbox): string {
  const given = givenFor(sandbox);
  const variables: Record<string, string | null | undefined> = {
    HUBSPOT_API_URL: sandbox.url,
    OPENCX_API_URL: sandbox.openCxUrl,
    HUBSPOT_ACCESS_TOKEN: given.token,
    HUBSPOT_DEVELOPER_API_KEY: given.developerKey,
    HUBSPOT_CLIENT_SECRET: given.clientSecret,
    OPENCX_API_KEY: given.openCxKey,
    OPENCX_WEBHOOK_URL: given.webhookUrl,
    OPENCX_DEFAULT_USER_ID: given.defaultUserId,
  };
  const lines = Object.entries(variables).flatMap(([name, value]) =>
    value ? [`export ${name}=${quote(value)}`] : [],
  );
  return [
    ...lines,
    ['# then: opencx-hubspot doctor', ...argumentsFor(given)].join(' '),
    ...fileComment('what the screens of this portal show, for --answers', answersOf(given)),
    ...fileComment('the webhook configuration of this portal, for --webhook-config', given.webhookConfig),
    '',
  ].join('\n');
}

/** What has no variable, and what is stated to be empty: an empty variable is one that was not set. */
function argumentsFor(given: Portal['given']): string[] {
  const { portalId, mode, thread, ticket, session, contact, webhookUrl, defaultUserId } = given;
  const flags: Record<string, string | number | undefined> = {
    '--portal': portalId,
    '--mode': mode,
    '--thread': thread,
    '--ticket': ticket,
    '--session': session,
    '--contact': contact,
    '--webhook-url': webhookUrl === null || webhookUrl === '' ? '' : undefined,
    '--default-user': defaultUserId === '' ? '' : undefined,
  };
  return Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : [flag, /^[\w@.-]+$/.test(`${value}`) ? `${value}` : quote(`${value}`)],
  );
}

function answersOf({ answers }: Portal['given']): object | undefined {
  return Object.keys(answers).length > 0 ? { answers } : undefined;
}

function fileComment(what: string, content: unknown): string[] {
  return content === undefined ? [] : [`# ${what}: ${jsonText(content)}`];
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
