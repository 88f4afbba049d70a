import { Buffer } from 'node:buffer';
import { Secret } from '../core/secret.ts';
import type { TokenFault, TokenForm, TokenKind } from '../core/token.ts';
import { stripPasteFaults } from './paste-faults.ts';

const ZERO_UUID = '00000000-0000-0000-0000-000000000000';
const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const HUBLET = '[a-z]{2,4}\\d{1,2}';

const BARE_UUID = new RegExp(`^${UUID}$`, 'i');
const REGION = new RegExp(`^pat-(${HUBLET})-`, 'i');
/** HubSpot docs show `pat-<hublet>-<uuid>`; legacy apps, project apps and service keys look alike. */
const APP_TOKEN = new RegExp(`^pat-${HUBLET}-${UUID}$`, 'i');
const OPENCX_KEY = /^ocx_/i;

/** One right token for each length that the hublet may have, to complete a cut-off one from. */
const WHOLE_TOKENS = ['na1', 'na10', 'ajpn1', 'ajpn10'].map((hublet) => `pat-${hublet}-${ZERO_UUID}`);

/** HubSpot's longer secrets are base64 of a message whose first byte tells them apart. */
const LONG_SECRET = /^[A-Za-z0-9+/_-]{40,}={0,2}$/;
const CLI_KEY_BYTE = 0x0a;
const OAUTH_TOKEN_BYTE = 0x08;

/** Shorter than this, the last four characters would be too large a part of the whole. */
const LENGTH_FOR_LAST_FOUR = 20;

/**
 * Says what a token is by its form alone, and what came with it in pasting.
 *
 * @param origin where it was given: `environment`, `token file`, `standard input`, `prompt`
 * @returns `cleaned` only where HubSpot can be asked with it
 */
export function tokenForm(value: string, origin: string): { form: TokenForm; cleaned?: Secret } {
  const { text, faults } = stripPasteFaults(value);
  const { kind, fault } = classify(text);
  const usable = kind === 'hubspot-app' && fault === undefined;
  const region = REGION.exec(text)?.[1]?.toLowerCase();
  const form: TokenForm = {
    kind,
    faults: fault === undefined ? faults : [...faults, fault],
    usable,
    ...(region === undefined ? {} : { region }),
    ...(text.length < LENGTH_FOR_LAST_FOUR ? {} : { lastFour: text.slice(-4) }),
    length: value.length,
    origin,
  };
  return usable ? { form, cleaned: new Secret(text) } : { form };
}

function classify(text: string): { kind: TokenKind; fault?: TokenFault } {
  if (APP_TOKEN.test(text)) return { kind: 'hubspot-app' };
  if (OPENCX_KEY.test(text)) return { kind: 'opencx-key' };
  if (BARE_UUID.test(text)) return { kind: 'hubspot-hapikey' };
  if (isCutOff(text)) return { kind: 'hubspot-app', fault: 'cut-off' };
  if (REGION.test(text)) return { kind: 'hubspot-app', fault: 'unrecognised' };
  return longSecret(text) ?? { kind: 'unknown', fault: 'unrecognised' };
}

/** Whether a right token begins with the text, or ends with it and more than its uuid is there. */
function isCutOff(text: string): boolean {
  return WHOLE_TOKENS.some((whole) => {
    if (text.length >= whole.length) return false;
    if (/^pat/i.test(text)) return APP_TOKEN.test(text + whole.slice(text.length));
    return text.length > ZERO_UUID.length && APP_TOKEN.test(whole.slice(0, -text.length) + text);
  });
}

function longSecret(text: string): { kind: TokenKind } | undefined {
  if (!LONG_SECRET.test(text)) return undefined;
  const firstByte = Buffer.from(text, 'base64')[0];
  if (firstByte === CLI_KEY_BYTE) return { kind: 'hubspot-cli-key' };
  if (firstByte === OAUTH_TOKEN_BYTE) return { kind: 'hubspot-oauth' };
  return undefined;
}
