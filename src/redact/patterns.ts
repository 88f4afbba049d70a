import { MASK, maskLocalPart } from './mask.ts';

/** What is secret or personal by its look alone, whoever gave it. */
export interface SecretPattern {
  /** As it is named to a user. */
  kind: string;
  readonly pattern: RegExp;
  /** A text without it holds none; looked for first, because the pattern takes a millisecond to be made. */
  sign?: RegExp;
  mask(match: string, ...groups: (string | undefined)[]): string;
}

/** Keeps what stands before the secret: the header's name, the public prefix, the host. */
const maskTail = (_match: string, head: string | undefined): string => `${head ?? ''}${MASK}`;

/** `/` as it stands, escaped in JSON, or percent-encoded. */
const SLASH = String.raw`(?:\\?/|%2F)`;
const SEPARATOR = String.raw`\\?["']?\s*[:=]\s*\\?["']?`;
const CREDENTIAL = '[A-Za-z0-9._~+/=-]{16,}';

/** Hosts of pages that anyone may open: a link to them is part of ordinary advice. */
const PUBLIC_OPENCX_HOSTS = String.raw`(?:(?:docs|platform|www)\.)?open\.cx`;

const NAME = String.raw`[\p{L}\p{M}\p{N}._%+'@-]`;
const HOST_LABEL = String.raw`[\p{L}\p{N}-]+\.`;
const TOP_LEVEL = String.raw`(?:[xX][nN]--[A-Za-z0-9-]+|\p{L}{2,})`;

let address: RegExp | undefined;

function emailAddress(): RegExp {
  // Without the flag i: to fold the case of all letters there are takes a millisecond, and changes nothing.
  address ??= new RegExp(`(?<!${NAME})(${NAME}+)(@|%40)((?:${HOST_LABEL})+${TOP_LEVEL})`, 'gu');
  return address;
}

export const SECRET_PATTERNS: readonly SecretPattern[] = [
  {
    kind: 'HubSpot app token',
    pattern: /(pat-[a-z]{2,4}\d{1,2}-)[0-9a-f]{8}[0-9a-f-]*/gi,
    mask: maskTail,
  },
  { kind: 'OpenCX API key', pattern: /(ocx_[a-z]+_)[\w-]{8,}/gi, mask: maskTail },
  {
    kind: 'JSON Web Token',
    pattern: /ey[AJ][A-Za-z0-9_-]{10,1000}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
    mask: () => MASK,
  },
  {
    kind: 'webhook URL',
    // Found by its letters alone, which is quick: the pattern looks at each word. Pages that anyone may open are no sign.
    sign: new RegExp(
      String.raw`(?<!(?<![\w.-])(?:(?:docs|platform|www)\.)?)open\.cx(?::\d+|%3A\d+)?${SLASH}`,
      'i',
    ),
    pattern: new RegExp(
      String.raw`(?:(?<![\w.-])|(?<=%2F))(?!${PUBLIC_OPENCX_HOSTS}(?![\w.-]))((?:[\w-]+\.)*open\.cx(?::\d+|%3A\d+)?${SLASH})(?:(?!\\["'])[^\s"'<>\`])+`,
      'gi',
    ),
    mask: maskTail,
  },
  {
    kind: 'Authorization header',
    pattern: new RegExp(
      String.raw`((?:authorization|x-api-key|x-hubspot-signature(?:-v3)?)${SEPARATOR}(?:[a-z]+\s+)?|bearer\s+)${CREDENTIAL}`,
      'gi',
    ),
    mask: maskTail,
  },
  {
    kind: 'Authorization header',
    pattern: /(authorization\\?["']?\s*[:=]\s*\\?["']?basic\s+)[A-Za-z0-9+/_-]{4,}={0,2}/gi,
    mask: maskTail,
  },
  {
    kind: 'cookie',
    pattern: new RegExp(String.raw`(cookie${SEPARATOR})[\w.-]+=[^\s"';]+(?:;\s*[^\s"';]+)*`, 'gi'),
    mask: maskTail,
  },
  {
    // With a digit in the value, so that a sentence about the key is left alone.
    kind: 'secret parameter',
    pattern: new RegExp(
      String.raw`((?:hapikey|access_token|refresh_token|client_secret|api_?key|tokenKey)${SEPARATOR})(?=[^\s"'&]{0,100}\d)[^\s"'&,;}\[]{8,}`,
      'gi',
    ),
    mask: maskTail,
  },
  {
    kind: 'email address',
    sign: /@|%40/,
    get pattern() {
      return emailAddress();
    },
    mask: (_match, name, at, host) => `${maskLocalPart(name ?? '')}${at}${host}`,
  },
  {
    // Only numbers that are written as phone numbers: bare digits are ids far more often.
    kind: 'phone number',
    pattern:
      /(?<![A-Za-z_])(?:\+|%2B)[1-9](?:[ ().-]{0,2}\d){7,14}(?!\d)|(?<![\w(])\(\d{3}\) ?\d{3}-\d{4}(?!\d)|(?<![\w-])\d{3}-\d{3}-\d{4}(?![\w-])/gi,
    mask: () => '[phone number]',
  },
];
