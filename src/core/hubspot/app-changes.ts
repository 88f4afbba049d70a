/**
 * What the account's security log calls changes of apps (HubSpot's API specification of account activity). Who only looked
 * at a token has changed nothing.
 */

const KINDS = /^(?:WEBHOOK|PRIVATE_APP)_/;
const LOOKED_AT = /_VIEW$/;

const WORDS: Readonly<Record<string, string>> = {
  WEBHOOK_SETTINGS_UPDATE: "a change of an app's webhook settings",
  WEBHOOK_SUBSCRIPTION_CREATE: 'a new webhook subscription',
  WEBHOOK_SUBSCRIPTION_UPDATE: 'a change of a webhook subscription',
  PRIVATE_APP_SCOPE_GROUPS_UPDATE: "a change of an app's scopes",
  PRIVATE_APP_ACCESS_TOKEN_CREATE: 'a new access token of an app',
  PRIVATE_APP_ACCESS_TOKEN_ROTATE: "a rotation of an app's access token",
  PRIVATE_APP_ACCESS_TOKEN_DEACTIVATE: "the end of an app's access token",
  PRIVATE_APP_CLIENT_SECRET_WRITE: 'a new client secret of an app',
};

export function isAppChange(type: string): boolean {
  return KINDS.test(type) && !LOOKED_AT.test(type);
}

/** Of the app's webhooks, and not of its token or scopes. */
export function isWebhookChange(type: string): boolean {
  return type.startsWith('WEBHOOK_');
}

/** `a change of a webhook subscription (WEBHOOK_SUBSCRIPTION_UPDATE)`: in words, and as the log has it. */
export function sayAppChange(type: string): string {
  const words = WORDS[type];
  return words === undefined ? type : `${words} (${type})`;
}
