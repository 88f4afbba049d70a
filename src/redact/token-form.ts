import { Buffer } from 'node:buffer';
import { Secret } from '../core/secret.ts';
import { hidesAPart, isVariable } from '../core/stand-ins.ts';
import { MENDABLE_FAULTS, type TokenFault, type TokenKind } from '../core/token.ts';
import type { TokenForm } from '../core/token-form.ts';
import { APP_TOKEN, HUBLET, UUID } from './app-token.ts';
import { stripPasteFaults, withoutSpaceAtEnds } from './paste-faults.ts';

const ZERO_UUID = '00000000-0000-0000-0000-000000000000';

const BARE_UUID = new RegExp(`^${UUID}$`, 'i');
const REGION = new RegExp(`^pat-(${HUBLET})-`, 'i');
const WHOLE = new RegExp(`^${APP_TOKEN}$`, 'i');
/** As long as it is told from what follows it by its form alone. */
const MORE_THAN_ONCE = new RegExp(`^(${APP_TOKEN})(?:[,;|]?\\1)+$`, 'i');
const OPENCX_KEY = /^ocx_/i;

/** One right token for each length that the hublet may have, to complete a cut-off one from. */
const WHOLE_TOKENS = ['na1', 'na10', 'ajpn1', 'ajpn10'].map((hublet) => `pat-${hublet}-${ZERO_UUID}`);

/** The letter x stands in no token. */
const MASKED_BY_X = /^pat-.*x{3,}/i;
/** As examples have it, and what programs write for nothing. */
const PLACEHOLDER =
  /^<.*>$|your[-_]?(?:[a-z]+[-_]?)*(?:token|key|secret)|(?:token|key|secret)[-_]?here|example|placeholder|change[-_]?me|^(?:hubspot|private|access|app|api|my|the|[-_])*(?:token|key)$|^(?:null|none|nil|undefined|todo|tbd|dummy|test)$/i;

/** HubSpot's longer secrets are base64 of a message whose first byte tells them apart. */
const LONG_SECRET = /^[A-Za-z0-9+/_-]{40,}={0,2}$/;
const CLI_KEY_BYTE = 0x0a;
const OAUTH_TOKEN_BYTE = 0x08;

/** Shorter than this, the last four characters would be too large a part of the whole. */
const LENGTH_FOR_LAST_FOUR = 20;

/** What a text without pasting faults is, and what more has come to it. */
interface Recognised {
  kind: TokenKind;
  faults?: readonly TokenFault[];
  /** The one right token in it, where it is not the text itself. */
  token?: string;
}

/**
 * The forms that a text can have, the first that fits: a row is the one place that knows a form. What none of them knows
 * is `unknown`.
 */
const FORMS: readonly ((text: string) => Recognised | undefined)[] = [
  (text) => (WHOLE.test(text) ? appToken(text) : undefined),
  (text) => {
    const token = MORE_THAN_ONCE.exec(text)?.[1];
    if (token === undefined) return undefined;
    const { kind, faults } = appToken(token);
    return { kind, faults: [...faults, 'pasted-twice'], token };
  },
  (text) => (OPENCX_KEY.test(text) ? { kind: 'opencx-key' } : undefined),
  (text) => (BARE_UUID.test(text) ? { kind: 'bare-uuid' } : undefined),
  longSecret,
  (text) => (isVariable(text) ? { kind: 'unknown', faults: ['variable-name'] } : undefined),
  (text) =>
    hidesAPart(text) || MASKED_BY_X.test(text) ? { kind: kindByPrefix(text), faults: ['masked'] } : undefined,
  (text) => (isCutOff(text) ? { kind: 'hubspot-app', faults: ['cut-off'] } : undefined),
  (text) => (PLACEHOLDER.test(text) ? { kind: 'unknown', faults: ['placeholder'] } : undefined),
  (text) => ({ kind: kindByPrefix(text), faults: ['unrecognised'] }),
];

/** What stands in the place of a value: of it nothing is told, nor how it was wrapped. */
const NO_VALUE: ReadonlySet<TokenFault> = new Set(['variable-name', 'placeholder']);

/**
 * Says what a token is by its form alone, and what came with it in pasting.
 *
 * @param origin where it was given: `environment`, `token file`, `standard input`, `prompt`
 * @returns `cleaned` only where HubSpot can be asked with it
 */
export function tokenForm(value: string, origin: string): { form: TokenForm; cleaned?: Secret } {
  const pasted = stripPasteFaults(value);
  const { kind, faults: own = [], token = pasted.text } = recognised(pasted.text);
  const isValue = !own.some((fault) => NO_VALUE.has(fault));
  const faults = isValue ? [...pasted.faults, ...own] : [...own];
  const usable = kind === 'hubspot-app' && faults.every(isMendable);
  const region = REGION.exec(token)?.[1]?.toLowerCase();
  const form: TokenForm = {
    kind,
    faults,
    usable,
    ...(region === undefined ? {} : { region }),
    ...(isValue && token.length >= LENGTH_FOR_LAST_FOUR ? { lastFour: token.slice(-4) } : {}),
    length: withoutSpaceAtEnds(value).length,
    origin,
  };
  return usable ? { form, cleaned: new Secret(token.toLowerCase()) } : { form };
}

/**
 * Says what was given as a personal access key, by its form alone.
 *
 * @returns `cleaned` only where HubSpot can be asked with it
 */
export function personalAccessKeyForm(value: string): { kind: TokenKind; cleaned?: Secret } {
  const { text } = stripPasteFaults(value);
  const { kind } = recognised(text);
  return kind === 'hubspot-cli-key' ? { kind, cleaned: new Secret(text) } : { kind };
}

function recognised(text: string): Recognised {
  for (const form of FORMS) {
    const found = form(text);
    if (found) return found;
  }
  return { kind: 'unknown' };
}

/** HubSpot writes its tokens in small letters throughout. */
function appToken(text: string): { kind: 'hubspot-app'; faults: TokenFault[] } {
  return { kind: 'hubspot-app', faults: text === text.toLowerCase() ? [] : ['capitals'] };
}

function kindByPrefix(text: string): TokenKind {
  return REGION.test(text) ? 'hubspot-app' : 'unknown';
}

function isMendable(fault: TokenFault): boolean {
  return (MENDABLE_FAULTS as readonly TokenFault[]).includes(fault);
}

/** Whether a right token begins with the text, or ends with it and more than its uuid is there. */
function isCutOff(text: string): boolean {
  return WHOLE_TOKENS.some((whole) => {
    if (text.length >= whole.length) return false;
    if (/^pat/i.test(text)) return WHOLE.test(text + whole.slice(text.length));
    return text.length > ZERO_UUID.length && WHOLE.test(whole.slice(0, -text.length) + text);
  });
}

function longSecret(text: string): Recognised | undefined {
  if (!LONG_SECRET.test(text)) return undefined;
  const firstByte = Buffer.from(text, 'base64')[0];
  if (firstByte === CLI_KEY_BYTE) return { kind: 'hubspot-cli-key' };
  if (firstByte === OAUTH_TOKEN_BYTE) return { kind: 'hubspot-oauth' };
  return undefined;
}
